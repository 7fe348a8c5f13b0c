-- parallelism: 1
-- A filter between two aggregates, and FILTER with retraction.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 BIGINT, c2 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT COUNT(*), SUM(s) FILTER (WHERE s > 0) FROM (SELECT acc, SUM(amt) AS s FROM ledger GROUP BY acc) WHERE s <> 0;
