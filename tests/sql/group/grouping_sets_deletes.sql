-- order: any
-- parallelism: 1
-- What is taken back is taken back in every set; the set without keys goes with the last row.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT a, COUNT(*), SUM(n) FROM (SELECT country AS a, product, COUNT(*) AS n FROM orders GROUP BY country, product) GROUP BY GROUPING SETS ((a), ());
