-- parallelism: 1
-- Sums of sums with retraction.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 BIGINT, c3 BIGINT, c4 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT SUM(s), COUNT(s), COUNT(*), AVG(s) FROM (SELECT acc, SUM(amt) AS s FROM ledger GROUP BY acc);
