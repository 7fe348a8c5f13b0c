-- Digits beyond a TIMESTAMP(3) column are kept unseen when JSON is read.
CREATE TABLE precise (id INT, ts TIMESTAMP(3)) WITH ('connector' = 'filesystem', 'path' = '${DIR}/precise.jsonl', 'format' = 'json');
SELECT id, ts, ts = TIMESTAMP '2024-02-29 12:34:56.123' FROM precise WHERE id < 3;
CREATE TABLE sink (id INT, ts TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, ts FROM precise WHERE id < 3;
