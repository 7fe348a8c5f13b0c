-- LEFT JOIN over rows with more parts than a batch has rows.
CREATE TABLE t (id INT, a ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest_many.jsonl', 'format' = 'json');
CREATE TABLE p (id INT, x STRING, k STRING, v INT) WITH ('connector' = 'print');
INSERT INTO p SELECT id, x, k, v FROM t LEFT JOIN UNNEST(s) AS u(x) ON x <> 'v1' LEFT JOIN UNNEST(m) AS w(k, v) ON v > 1 WHERE id < 300;
