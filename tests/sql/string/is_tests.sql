-- IS_ALPHA, IS_DIGIT, IS_DECIMAL.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, IS_ALPHA(s), IS_DIGIT(s), IS_DECIMAL(s) FROM strings;
