-- error: 1
-- A path that is not there.
CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/no_such_file.jsonl', 'format' = 'json');
SELECT * FROM t;
