-- Integer arithmetic by type; results wrap like Java's.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 TINYINT, c3 INT, c4 TINYINT, c5 TINYINT, c6 SMALLINT, c7 INT, c8 INT, c9 INT, c10 INT, c11 INT, c12 BIGINT, c13 BIGINT, c14 BIGINT, c15 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, ti + ti, ti - 1, ti * ti, -ti, si + si, si * 2, i + 1, i - 1, i * 2, -i, bi + 1, bi - 1, bi * 2, -bi FROM numbers;
