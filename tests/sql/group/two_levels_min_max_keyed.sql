-- parallelism: 1
-- MIN and MAX with retraction by key, over strings and numbers.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT n, MIN(product), MAX(product), MIN(s), MAX(s) FROM (SELECT product, country, COUNT(*) AS n, SUM(qty) AS s FROM orders GROUP BY product, country) GROUP BY n;
