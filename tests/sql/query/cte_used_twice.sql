-- order: any
-- A WITH query used twice, and one that uses another.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (side STRING, acc STRING, amt INT) WITH ('connector' = 'print');
INSERT INTO sink WITH big AS (SELECT acc, amt FROM ledger WHERE ABS(amt) >= 10), neg AS (SELECT acc, amt FROM big WHERE amt < 0) SELECT 'big', acc, amt FROM big UNION ALL SELECT 'neg', acc, amt FROM neg UNION ALL SELECT 'again', acc, amt * 10 FROM big WHERE acc = 'A';
