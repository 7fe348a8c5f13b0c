-- DISTINCT aggregates without keys, over several columns at once.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT COUNT(DISTINCT country), COUNT(DISTINCT customer), COUNT(*), SUM(DISTINCT price) FROM orders WHERE id < 25;
