-- Columns that are not read; a filter on a column that is not selected.
CREATE TABLE q (id INT, i BIGINT, d STRING, s STRING, b BOOLEAN) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_quirks.jsonl', 'format' = 'json');
SELECT id FROM q;
SELECT COUNT(*) FROM q WHERE id > 12;
SELECT s FROM q WHERE i > 5 AND id <> 10;
