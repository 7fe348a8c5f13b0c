-- Booleans from text and numbers.
CREATE TABLE t (id INT, ti BOOLEAN, m BOOLEAN) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT * FROM t WHERE id < 6;
