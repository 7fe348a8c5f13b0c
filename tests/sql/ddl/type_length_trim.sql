-- The enforcer cuts text longer than its VARCHAR.
SET 'table.exec.sink.type-length-enforcer' = 'TRIM_PAD';
CREATE TABLE strings (id INT, s VARCHAR(3)) WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, v VARCHAR(3)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, s FROM strings WHERE id IN (1, 3, 7, 8);
