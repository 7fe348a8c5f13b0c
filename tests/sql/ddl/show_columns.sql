-- SHOW COLUMNS with a pattern.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SHOW COLUMNS FROM orders;
SHOW COLUMNS IN orders LIKE 'p%';
SHOW COLUMNS FROM orders NOT LIKE '%r%';
