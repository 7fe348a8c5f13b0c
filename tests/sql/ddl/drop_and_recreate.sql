-- A dropped name can be used again with another shape.
CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT * FROM t;
DROP TABLE t;
CREATE TABLE t (v INT, id INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/more.jsonl', 'format' = 'json');
SELECT * FROM t;
