-- IN and NOT IN, with NULL on either side.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, a, a IN (7, 1, 5), a NOT IN (7, 1, 5), a IN (7, NULL), a NOT IN (7, NULL), a IN (b, 7), a NOT IN (100) FROM pairs;
