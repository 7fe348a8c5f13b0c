-- error: 1
-- A number that does not fit the column fails the job.
CREATE TABLE t (id INT, i SMALLINT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT * FROM t;
