-- order: any
-- The watermark above a UNION ALL is the smaller one of pair_of tables.
CREATE TABLE clicks (u STRING, page STRING, ms INT, cost DECIMAL(6, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '10' MINUTE)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE orders (id INT, customer STRING, product STRING, qty INT, price DOUBLE, country STRING, express BOOLEAN, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (s TIMESTAMP(3), e TIMESTAMP(3), src STRING, n BIGINT) WITH ('connector' = 'print');
CREATE VIEW pair_of AS SELECT 'click' AS src, ts FROM clicks UNION ALL SELECT 'order' AS src, ts FROM orders;
INSERT INTO sink SELECT window_start, window_end, src, COUNT(*) FROM TABLE(TUMBLE(TABLE pair_of, DESCRIPTOR(ts), INTERVAL '10' MINUTE)) GROUP BY window_start, window_end, src;
