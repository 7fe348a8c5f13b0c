-- Changes stay what they are: every part has the kind of its row.
CREATE TABLE t (id INT, a ARRAY<INT>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest_debezium.jsonl', 'format' = 'debezium-json');
SELECT id, x FROM t CROSS JOIN UNNEST(a) AS u(x);
SELECT id, x FROM t LEFT JOIN UNNEST(a) AS u(x) ON TRUE;
SELECT x, COUNT(*) FROM t CROSS JOIN UNNEST(a) AS u(x) GROUP BY x;
