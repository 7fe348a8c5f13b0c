-- Nested conditions with NULL inside.
CREATE TABLE bools (id INT, a BOOLEAN, b BOOLEAN)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/bools.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN, c5 BOOLEAN, c6 BOOLEAN, c7 BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, (a AND NOT b) OR (NOT a AND b), NOT (a OR b) IS TRUE, (a OR b) AND (NOT a OR NOT b), (a = b) IS NULL, a AND CAST(NULL AS BOOLEAN), b OR UNKNOWN FROM bools;
