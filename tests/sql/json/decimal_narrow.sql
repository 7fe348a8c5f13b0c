-- Decimals that do not fit the column are NULL, digits too many are rounded.
CREATE TABLE n (id INT, m DECIMAL(4, 1), n DECIMAL(20, 0)) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT * FROM n;
