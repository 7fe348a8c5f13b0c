-- CASE, COALESCE and NULLIF as keys, in HAVING and in aggregates.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (k STRING, a INT, b BIGINT, c INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT COALESCE(NULLIF(acc, 'B'), 'none'), SUM(CASE WHEN amt > 0 THEN amt END), COUNT(CASE note WHEN 'in' THEN 1 END), MAX(COALESCE(NULLIF(amt, 10), -1)) FROM ledger GROUP BY COALESCE(NULLIF(acc, 'B'), 'none') HAVING SUM(amt) IS NOT NULL;
