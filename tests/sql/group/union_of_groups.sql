-- order: any
-- UNION ALL of two updating groups.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (k STRING, total INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT acc, SUM(amt) FROM ledger GROUP BY acc UNION ALL SELECT note, CAST(COUNT(*) AS INT) FROM (SELECT note, CAST(1 AS INT) AS uno FROM ledger) AS x GROUP BY note HAVING COUNT(*) < 0;
