-- parallelism: 1
-- DISTINCT aggregates, AVG, MIN and MAX over a group that changes.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (d BIGINT, s INT, a INT, mi INT, ma INT, f BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT COUNT(DISTINCT total), SUM(DISTINCT total), AVG(total), MIN(total), MAX(total), COUNT(*) FILTER (WHERE total > 5) FROM (SELECT acc, SUM(amt) AS total FROM ledger GROUP BY acc) AS s;
