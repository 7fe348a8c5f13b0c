-- Writing DECIMAL into another scale rounds half up, and what does not fit is NULL.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, tenth DECIMAL(8, 1), wide DECIMAL(12, 4), small DECIMAL(4, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, p, p, p FROM pairs;
