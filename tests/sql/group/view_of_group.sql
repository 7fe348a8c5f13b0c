-- Projections and filters above an aggregate keep the changelog right.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE VIEW sums AS SELECT acc, SUM(amt) AS s, COUNT(*) AS n FROM ledger GROUP BY acc;
CREATE TABLE sink (acc STRING, s INT, state STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT acc, s * 2, CASE WHEN s < 0 THEN 'minus' WHEN s IS NULL THEN 'none' ELSE 'plus' END FROM sums WHERE n > 1;
