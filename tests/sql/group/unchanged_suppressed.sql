-- An aggregate that does not change sends nothing.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 STRING, c2 INT, c3 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT acc, MIN(amt), MAX(amt) FROM ledger GROUP BY acc;
