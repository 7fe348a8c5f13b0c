-- IN and NOT IN, with NULL on either side.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 INT, c3 BOOLEAN, c4 BOOLEAN, c5 BOOLEAN, c6 BOOLEAN, c7 BOOLEAN, c8 BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, a, a IN (7, 1, 5), a NOT IN (7, 1, 5), a IN (7, NULL), a NOT IN (7, NULL), a IN (b, 7), a NOT IN (100) FROM pairs;
