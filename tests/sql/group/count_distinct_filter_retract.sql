-- parallelism: 1
-- DISTINCT with FILTER over a group that changes.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (n BIGINT, d BIGINT, df BIGINT, s INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT COUNT(*), COUNT(DISTINCT n), COUNT(DISTINCT n) FILTER (WHERE total > 0), SUM(n) FILTER (WHERE total <= 0) FROM (SELECT acc, CAST(COUNT(*) AS INT) AS n, SUM(amt) AS total FROM ledger GROUP BY acc) AS x;
