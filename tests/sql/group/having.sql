-- HAVING: rows come and go as the group changes.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT country, COUNT(*) AS n FROM orders GROUP BY country HAVING COUNT(*) > 12;
SELECT customer, SUM(qty) AS s FROM orders GROUP BY customer HAVING SUM(qty) BETWEEN 3 AND 9;
