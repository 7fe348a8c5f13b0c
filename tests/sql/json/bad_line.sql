-- error: 1
-- Without ignore-parse-errors a bad line fails the job.
CREATE TABLE bad (id INT, i INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_bad.jsonl', 'format' = 'json');
SELECT * FROM bad;
