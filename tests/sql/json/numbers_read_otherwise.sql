-- One file of numbers read as other types.
CREATE TABLE n1 (id BIGINT, i BIGINT, d STRING, m DOUBLE, n STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT * FROM n1;
CREATE TABLE n2 (id DECIMAL(6, 2), i STRING, m DECIMAL(12, 4), n DECIMAL(38, 0), si DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT * FROM n2;
