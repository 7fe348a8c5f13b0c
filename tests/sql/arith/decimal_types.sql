-- Result types of DECIMAL arithmetic, also where precision 38 is not enough.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT m + m AS a, m - n AS b, m * m AS c, m * n AS d, m / m AS e, n / m AS f, n * n AS g, n / n AS h, m % 7 AS i, m + 1 AS j, m * 2 AS k, m / 3 AS l,
  m + ti AS m1, m + bi AS m2, bi / m AS m3, 1.5 + 2.25 AS n1, 1.5 * 2.25 AS n2, 1.5 / 2.25 AS n3, m * 1.5 AS o, -m AS p, CAST(1 AS DECIMAL(38, 18)) * CAST(1 AS DECIMAL(38, 18)) AS q,
  CAST(1 AS DECIMAL(38, 10)) / CAST(3 AS DECIMAL(20, 10)) AS r, CAST(1 AS DECIMAL(30, 20)) + CAST(1 AS DECIMAL(30, 2)) AS s, MOD(m, 3.5) AS t FROM numbers;
DESCRIBE v;
