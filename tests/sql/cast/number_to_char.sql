-- Numbers to CHAR(n) and VARCHAR(n): cut or padded.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, CAST(a AS CHAR(4)), CAST(a AS VARCHAR(1)), '[' || CAST(a AS CHAR(10)) || ']', CAST(p AS VARCHAR(3)), CAST(x AS CHAR(2)), CHAR_LENGTH(CAST(a AS CHAR(9))) FROM pairs;
