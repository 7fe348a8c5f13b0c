-- Numbers as intervals: a written number counts the unit, a column milliseconds or months.
CREATE TABLE nums (id INT, si SMALLINT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT id, CAST(5 AS INTERVAL DAY), CAST(90 AS INTERVAL SECOND), CAST(14 AS INTERVAL MONTH), CAST(2 AS INTERVAL YEAR), CAST(id AS INTERVAL DAY), CAST(si AS INTERVAL MONTH), CAST(CAST(id AS BIGINT) AS INTERVAL SECOND), TRY_CAST(5 AS INTERVAL DAY) FROM nums WHERE id < 6;
