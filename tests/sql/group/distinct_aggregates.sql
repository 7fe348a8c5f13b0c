-- DISTINCT aggregates by key.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT country, COUNT(DISTINCT customer), COUNT(DISTINCT qty), SUM(DISTINCT qty), AVG(DISTINCT qty), MIN(DISTINCT qty), MAX(DISTINCT qty) FROM orders GROUP BY country;
