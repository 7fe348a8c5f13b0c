-- Rows with more parts than a batch has rows.
CREATE TABLE t (id INT, a ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest_many.jsonl', 'format' = 'json');
CREATE TABLE p (id INT, x INT, o INT) WITH ('connector' = 'print');
INSERT INTO p SELECT id, x, o FROM t CROSS JOIN UNNEST(a) WITH ORDINALITY AS u(x, o) WHERE x IS NULL OR MOD(x, 3) = 1;
