-- WITH in an INSERT.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT) WITH ('connector' = 'print');
INSERT INTO sink WITH t AS (SELECT id FROM base WHERE id = 2) SELECT id * 10 FROM t;
