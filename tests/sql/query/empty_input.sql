-- An empty file: no rows, also from aggregates without keys.
CREATE TABLE nothing (id INT, v INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/empty.jsonl', 'format' = 'json');
SELECT * FROM nothing;
SELECT id, COUNT(*) FROM nothing GROUP BY id;
SELECT COUNT(*), SUM(v), MIN(v) FROM nothing;
SELECT DISTINCT id FROM nothing;
