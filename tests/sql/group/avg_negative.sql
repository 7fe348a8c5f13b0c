-- AVG of integers cuts towards zero.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
SELECT acc, AVG(amt), SUM(amt), COUNT(amt) FROM ledger GROUP BY acc;
