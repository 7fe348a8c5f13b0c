-- Nobody reads a column of the UNION: its branches must still agree on one.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (n BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT COUNT(*) FROM (SELECT (NULLIF(x, 1) <= x) AS c0 FROM pairs UNION ALL SELECT NOT (a > b) AS c0 FROM pairs WHERE id > 3) AS t;
