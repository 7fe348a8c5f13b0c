-- error: 2
-- A rowtime has at most three digits.
CREATE TABLE t (a INT, ts TIMESTAMP(6), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
SELECT * FROM t;
