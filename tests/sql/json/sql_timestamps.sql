-- Timestamps of the SQL standard with nine digits, with and without zone.
CREATE TABLE precise (id INT, t TIME, ts TIMESTAMP(9), z TIMESTAMP_LTZ(9)) WITH ('connector' = 'filesystem', 'path' = '${DIR}/precise.jsonl', 'format' = 'json');
SELECT * FROM precise;
CREATE TABLE sink (id INT, t TIME, ts TIMESTAMP(9), z TIMESTAMP_LTZ(9)) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM precise;
