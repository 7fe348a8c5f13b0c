-- The tables of three-valued logic.
CREATE TABLE bools (id INT, a BOOLEAN, b BOOLEAN)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/bools.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, a BOOLEAN, b BOOLEAN, aandb BOOLEAN, aorb BOOLEAN, nota BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, a, b, a AND b, a OR b, NOT a FROM bools;
