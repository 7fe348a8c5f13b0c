-- error: 2
-- Unknown format.
CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'jsn');
SELECT * FROM t;
