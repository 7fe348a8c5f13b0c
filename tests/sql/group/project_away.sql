-- An update whose projection does not change is still sent.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
SELECT acc, n > 3 FROM (SELECT acc, COUNT(*) AS n FROM ledger GROUP BY acc);
