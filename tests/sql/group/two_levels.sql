-- parallelism: 1
-- An aggregate of an aggregate: the second level takes values back.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 BIGINT, c2 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT n, COUNT(*) FROM (SELECT acc, COUNT(*) AS n FROM ledger GROUP BY acc) GROUP BY n;
