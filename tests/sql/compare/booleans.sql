-- Booleans compare, FALSE before TRUE.
CREATE TABLE bools (id INT, a BOOLEAN, b BOOLEAN)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/bools.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN, c5 BOOLEAN, c6 BOOLEAN, c7 BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, a = b, a <> b, a > b, a <= b, a = TRUE, a <> FALSE FROM bools;
