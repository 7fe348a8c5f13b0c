-- JSON: missing fields, nulls, numbers as text, text as numbers, extra fields, keys twice, case of names.
CREATE TABLE q (id INT, i INT, d DOUBLE, s STRING, b BOOLEAN) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_quirks.jsonl', 'format' = 'json');
SELECT * FROM q;
