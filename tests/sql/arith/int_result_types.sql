-- The types of integer arithmetic.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT ti + ti AS a, ti + si AS b, ti + i AS c, si * bi AS d, i / bi AS e, ti / ti AS f, ti + 1 AS g, si - 1 AS h, ti + CAST(1 AS SMALLINT) AS h2,
  i + f AS j, bi + d AS k, f + d AS l, f * f AS m, ti % si AS n, MOD(i, bi) AS o, -ti AS p, i + m AS q, bi * m AS r, ti / m AS s, d * m AS t, f + m AS u FROM numbers;
DESCRIBE v;
