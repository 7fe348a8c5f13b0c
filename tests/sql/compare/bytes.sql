-- Byte strings compare by unsigned bytes.
CREATE TABLE bin (id INT, b BYTES)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/bytes.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN, c5 BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, b = x'', b > x'68', b = x'00ff809f', b <> x'c3a9' FROM bin;
