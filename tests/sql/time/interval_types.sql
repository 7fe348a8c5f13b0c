-- The types of time arithmetic.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT ts + INTERVAL '1' DAY AS a, d + INTERVAL '1' DAY AS b, d + INTERVAL '1' HOUR AS c, t + INTERVAL '1' HOUR AS e, (ts - ts) DAY TO SECOND AS f, (ts - ts) HOUR AS g, TIMESTAMPADD(SECOND, 1, d) AS h, TIMESTAMPDIFF(DAY, d, ts) AS i, FLOOR(ts TO DAY) AS j, EXTRACT(YEAR FROM d) AS k, TO_TIMESTAMP('x') AS l, TO_DATE('x') AS m, DATE_FORMAT(ts, 'y') AS n, UNIX_TIMESTAMP('x') AS o, FROM_UNIXTIME(1) AS p, TO_TIMESTAMP_LTZ(1, 3) AS q, CAST(ts AS TIMESTAMP(9)) + INTERVAL '1' SECOND AS r, TIMESTAMPADD(DAY, 1, d) AS s2, YEAR(d) AS u FROM times;
DESCRIBE v;
