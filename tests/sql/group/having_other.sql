-- HAVING over an aggregate that is not selected, and over a key.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT country FROM orders GROUP BY country HAVING MAX(price) > 98;
SELECT customer, COUNT(*) FROM orders GROUP BY customer HAVING customer IS NULL OR customer > 'c';
