-- Byte strings compare by unsigned bytes.
CREATE TABLE bin (id INT, b BYTES)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/bytes.jsonl', 'format' = 'json');
SELECT id, b = x'', b > x'68', b = x'00ff809f', b <> x'c3a9' FROM bin;
