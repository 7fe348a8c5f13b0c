-- Timestamps, dates and times read as STRING.
CREATE TABLE times (id INT, d STRING, t STRING, ts STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT * FROM times;
