-- error: 2
-- Unknown option.
CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json', 'source.monitor-intervall' = '1 s');
SELECT * FROM t;
