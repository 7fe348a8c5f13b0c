-- order: any
-- UNNEST alone in FROM, and of what is computed.
CREATE TABLE t (id INT, a ARRAY<INT>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest.jsonl', 'format' = 'json');
SELECT * FROM UNNEST(ARRAY[1, 2, 3]);
SELECT * FROM UNNEST(ARRAY[1, 2, 3]) WITH ORDINALITY AS t(x, o);
SELECT * FROM UNNEST(MAP['a', 1, 'b', 2]) AS t(k, v);
SELECT id, x FROM t CROSS JOIN UNNEST(ARRAY[id, id + 1]) AS u(x);
SELECT id, x, y FROM t CROSS JOIN UNNEST(ARRAY[ROW(1, 'a'), ROW(2, 'b')]) AS u(x, y);
SELECT * FROM UNNEST(ARRAY[1, 2]) AS q(x), UNNEST(ARRAY[x, x * 10]) AS w(y);
SELECT id, x FROM t CROSS JOIN UNNEST(CAST(NULL AS ARRAY<INT>)) AS u(x);
