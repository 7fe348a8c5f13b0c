-- parallelism: 1
-- GROUPING SETS, ROLLUP.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 STRING, c2 BOOLEAN, c3 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT country, express, COUNT(*) FROM orders WHERE id < 8 GROUP BY GROUPING SETS ((country, express), (country), ());
