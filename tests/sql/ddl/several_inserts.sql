-- Several inserts run one after the other.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
CREATE TABLE out1 (id INT, v INT) WITH ('connector' = 'print');
CREATE TABLE out2 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id, v FROM base;
INSERT INTO out2 SELECT id * 100 FROM base;
SELECT v FROM base;
INSERT INTO out1 SELECT -id, v FROM base;
