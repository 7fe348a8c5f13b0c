-- parallelism: 1
-- Distinct counts with retraction.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
SELECT COUNT(DISTINCT s), SUM(DISTINCT s), COUNT(*) FROM (SELECT acc, SUM(amt) AS s FROM ledger GROUP BY acc);
