-- The identifier goes before every line.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, v INT) WITH ('connector' = 'print', 'print-identifier' = 'orders');
INSERT INTO sink SELECT * FROM base;
