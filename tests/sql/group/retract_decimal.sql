-- parallelism: 1
-- SUM and AVG of decimals and doubles over a group that changes.
CREATE TABLE clicks (u STRING, page STRING, ms INT, cost DECIMAL(6, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (page STRING, total DECIMAL(38, 2), mean DECIMAL(38, 6), ms BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT page, SUM(cost), AVG(cost), SUM(ms) FROM (SELECT u, page, MAX(cost) AS cost, CAST(SUM(ms) AS BIGINT) AS ms FROM clicks GROUP BY u, page) AS x GROUP BY page;
