-- REGEXP_EXTRACT by group.
CREATE TABLE sink (c1 STRING, c2 STRING, c3 STRING, c4 STRING, c5 STRING, c6 STRING, c7 STRING, c8 STRING, c9 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)', 2), REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)', 1), REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)', 0), REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)'), REGEXP_EXTRACT('abc', 'x', 0), REGEXP_EXTRACT('id=42;', 'id=(\d+)', 1), REGEXP_EXTRACT('abc', '(x)?b', 1), REGEXP_EXTRACT(CAST(NULL AS STRING), 'a', 0), REGEXP_EXTRACT('2024-03-01', '(\d+)-(\d+)-(\d+)', 2);
