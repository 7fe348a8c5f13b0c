-- An aggregate that does not change sends nothing.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
SELECT acc, MIN(amt), MAX(amt) FROM ledger GROUP BY acc;
