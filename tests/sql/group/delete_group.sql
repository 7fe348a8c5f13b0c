-- parallelism: 1
-- A group whose last row is taken back is deleted.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (s INT, n BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT s, COUNT(*) FROM (SELECT acc, SUM(amt) AS s FROM ledger GROUP BY acc) GROUP BY s;
