-- LIKE keeps computed columns, metadata and watermarks unless they are excluded.
CREATE TABLE base (id INT, v INT, twice AS v * 2, f STRING METADATA FROM 'file.name' VIRTUAL, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
CREATE TABLE a LIKE base (EXCLUDING CONSTRAINTS);
CREATE TABLE b (x INT, y AS v + x) LIKE base (EXCLUDING GENERATED EXCLUDING METADATA);
CREATE TABLE c WITH ('connector' = 'print', 'standard-error' = 'false') LIKE base (EXCLUDING ALL);
DESCRIBE a;
DESCRIBE b;
DESCRIBE c;
SELECT id, twice, f FROM a;
SELECT id, x, y FROM b;
