-- parallelism: 1
-- DISTINCT over an updating query.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
SELECT DISTINCT n FROM (SELECT acc, COUNT(amt) AS n FROM ledger GROUP BY acc);
