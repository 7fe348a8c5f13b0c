-- order: any
-- IN over VALUES of constants.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT id FROM orders WHERE qty IN (VALUES 2, 3) AND country IN (VALUES 'DE', 'FR', 'XX');
