-- SELECT DISTINCT gives each row once, NULL counts as a value.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT DISTINCT country FROM orders;
SELECT DISTINCT country, express FROM orders;
SELECT DISTINCT customer FROM orders;
SELECT DISTINCT qty + 1 FROM orders WHERE country = 'de';
