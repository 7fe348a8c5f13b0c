-- parallelism: 1
-- MIN and MAX when the extreme value is taken back.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
SELECT MIN(s), MAX(s) FROM (SELECT acc, SUM(amt) AS s FROM ledger GROUP BY acc);
