-- Text to integers: what parses and what does not.
CREATE TABLE sink (c1 VARCHAR(20), c2 TINYINT, c3 SMALLINT, c4 INT, c5 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT s, TRY_CAST(s AS TINYINT), TRY_CAST(s AS SMALLINT), TRY_CAST(s AS INT), TRY_CAST(s AS BIGINT) FROM (VALUES
  ('12'), (' 12 '), ('-7'), ('+7'), ('1.9'), ('-1.9'), ('1e3'), (''), (' '), ('abc'), ('127'), ('128'), ('-128'), ('-129'), ('32767'), ('32768'), ('2147483647'), ('2147483648'), ('-2147483648'), ('-2147483649'), ('9223372036854775807'), ('9223372036854775808'), ('-9223372036854775808'), ('1 2'), ('0x10'), ('007'), ('1.'), ('.5'), ('-'), ('+'), ('1_000'), ('1,000'), ('١')) AS t(s);
