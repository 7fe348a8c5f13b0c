-- TRY_CAST of every string of a column to every type.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, a BOOLEAN, b INT, c DOUBLE, d DECIMAL(10, 2), e DATE, f TIMESTAMP(3), g TINYINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, TRY_CAST(s AS BOOLEAN), TRY_CAST(s AS INT), TRY_CAST(s AS DOUBLE), TRY_CAST(s AS DECIMAL(10, 2)), TRY_CAST(s AS DATE), TRY_CAST(s AS TIMESTAMP(3)), TRY_CAST(s AS TINYINT) FROM strings WHERE id <> 11;
