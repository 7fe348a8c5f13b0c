-- A temporary table hides the permanent one of the same name until it is dropped.
CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
CREATE TEMPORARY TABLE t (v INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/more.jsonl', 'format' = 'json');
SELECT * FROM t;
DROP TEMPORARY TABLE t;
SELECT * FROM t;
