-- IS [NOT] DISTINCT FROM never is NULL.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN, c5 BOOLEAN, c6 BOOLEAN, c7 BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b, x IS DISTINCT FROM y, a IS NOT DISTINCT FROM NULL, p IS DISTINCT FROM 7.5, a IS DISTINCT FROM 7 FROM pairs;
