-- error: 1
-- A failing CAST stops the job.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, CAST(s AS INT) FROM strings;
