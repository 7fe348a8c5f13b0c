-- order: any
-- Filters above UNION ALL, views and computed columns.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE VIEW u AS SELECT acc, amt, 'l' AS src FROM ledger UNION ALL SELECT note, amt * 100, 'n' FROM ledger;
SELECT acc, amt, src FROM u WHERE (src = 'l' AND amt > 0 AND acc IN ('A', 'B')) OR (src = 'n' AND amt < -500 AND acc NOT IN ('out'));
