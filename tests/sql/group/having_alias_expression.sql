-- HAVING with aggregates that the SELECT does not have.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
SELECT acc, SUM(amt) + COUNT(*) AS x FROM ledger GROUP BY acc HAVING MAX(amt) >= 10 AND COUNT(DISTINCT note) > 1;
