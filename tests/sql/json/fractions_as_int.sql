-- A fraction for an integer column.
CREATE TABLE t (id INT, x INT, y BIGINT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json', 'json.ignore-parse-errors' = 'true');
SELECT * FROM t;
