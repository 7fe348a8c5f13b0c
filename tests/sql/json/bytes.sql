-- Bytes are base64 text.
CREATE TABLE bin (id INT, b BYTES)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/bytes.jsonl', 'format' = 'json');
SELECT * FROM bin;
CREATE TABLE sink (id INT, b BYTES) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM bin;
