-- error: 2
-- * over a subquery that has a name twice.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT * FROM (SELECT id, id FROM orders);
