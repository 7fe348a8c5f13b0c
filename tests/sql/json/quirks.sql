-- JSON: missing fields, nulls, numbers as text, text as numbers, extra fields, keys twice, case of names.
CREATE TABLE q (id INT, i INT, d DOUBLE, s STRING, b BOOLEAN) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_quirks.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 INT, c3 DOUBLE, c4 STRING, c5 BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM q;
