-- The same through the print connector.
CREATE TABLE q (id INT, i INT, d DOUBLE, s STRING, b BOOLEAN) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_quirks.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, i INT, d DOUBLE, s STRING, b BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM q;
