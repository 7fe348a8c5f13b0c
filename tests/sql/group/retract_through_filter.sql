-- parallelism: 1
-- Updates go through filters and projections into another group.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (sign_of STRING, n BIGINT, total INT) WITH ('connector' = 'print');
CREATE VIEW sums AS SELECT acc, SUM(amt) AS total FROM ledger GROUP BY acc;
CREATE VIEW kept AS SELECT acc || '!' AS acc, total * 2 AS twice FROM sums WHERE total <> 10;
INSERT INTO sink SELECT CASE WHEN twice > 0 THEN 'plus' WHEN twice < 0 THEN 'minus' ELSE 'zero' END, COUNT(*), SUM(twice) FROM kept GROUP BY CASE WHEN twice > 0 THEN 'plus' WHEN twice < 0 THEN 'minus' ELSE 'zero' END;
