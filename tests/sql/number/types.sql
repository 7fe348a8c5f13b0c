-- Types of the numeric functions.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT ABS(ti) AS a, FLOOR(d) AS b, FLOOR(m) AS c, CEIL(i) AS d1, ROUND(m) AS e1, ROUND(m, 1) AS f1, ROUND(d, 2) AS g, ROUND(i) AS h, POWER(i, 2) AS j, SQRT(m) AS k, SIGN(m) AS l, SIGN(i) AS m1, MOD(i, 3) AS n1, MOD(ti, si) AS o, TRUNCATE(m, 1) AS p, TRUNCATE(d, 1) AS q, LN(d) AS r, PI() AS s, ROUND(m, 5) AS t, ROUND(m, -1) AS u, ABS(m) AS w, FLOOR(f) AS x, SIGN(f) AS y, EXP(1) AS z, FLOOR(2.5) AS z1, TRUNCATE(i, -1) AS z2, GREATEST(1, 2.5) AS z3 FROM numbers;
DESCRIBE v;
