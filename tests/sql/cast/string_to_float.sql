-- Text to DOUBLE and FLOAT.
CREATE TABLE sink (c1 VARCHAR(9), c2 DOUBLE, c3 FLOAT) WITH ('connector' = 'print');
INSERT INTO sink SELECT s, TRY_CAST(s AS DOUBLE), TRY_CAST(s AS FLOAT) FROM (VALUES
  ('1.5'), (' 2 '), ('1e3'), ('-1E-3'), ('NaN'), ('Infinity'), ('-Infinity'), ('inf'), (''), ('x'), ('1.5f'), ('1d'), ('0x1p3'), ('1e400'), ('1e-400'), ('0.1'), ('3.4e39'), ('.5'), ('5.'), ('+1'), ('nan'), ('1 2')) AS t(s);
