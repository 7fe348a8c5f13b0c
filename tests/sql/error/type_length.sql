-- error: 1
-- The length enforcer can fail the job.
SET 'table.exec.sink.type-length-enforcer' = 'ERROR';
CREATE TABLE strings (id INT, s VARCHAR(3)) WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, s VARCHAR(3)) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM strings;
