-- Simple CASE; NULL never matches.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT id, CASE country WHEN 'de' THEN 'Germany' WHEN 'fr' THEN 'France' ELSE 'other' END, CASE qty WHEN 1 THEN 'one' WHEN NULL THEN 'null' WHEN 2 + 3 THEN 'five' END FROM orders WHERE id <= 20;
