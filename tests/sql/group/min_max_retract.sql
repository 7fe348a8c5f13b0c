-- parallelism: 1
-- MIN and MAX of texts, decimals and times over a group that changes.
CREATE TABLE clicks (u STRING, page STRING, ms INT, cost DECIMAL(6, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (page STRING, a STRING, b DECIMAL(6, 2), c TIMESTAMP(3), n BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT page, MIN(longest), MAX(cost), MIN(last_time), COUNT(cost) FROM (SELECT u, MAX(page) AS page, MAX(page || u) AS longest, MIN(cost) AS cost, MAX(ts) AS last_time FROM clicks GROUP BY u) AS x GROUP BY page;
