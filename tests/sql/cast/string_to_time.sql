-- Text to TIME.
CREATE TABLE sink (c1 VARCHAR(12), c2 TIME(0)) WITH ('connector' = 'print');
INSERT INTO sink SELECT s, TRY_CAST(s AS TIME) FROM (VALUES
  ('12:34:56'), ('12:34'), ('12'), ('1:2:3'), ('24:00:00'), ('12:60:00'), ('12:34:56.789'), (' 12:34:56 '), (''), ('x'), ('23:59:60'), ('00:00:00'), ('-1:00:00')) AS t(s);
