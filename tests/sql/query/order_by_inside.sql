-- order: any
-- ORDER BY of an inner query means nothing.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT id FROM (SELECT id FROM orders WHERE id < 5 ORDER BY qty DESC, id);
WITH w AS (SELECT id, qty FROM orders ORDER BY 2) SELECT id FROM w WHERE qty > 8;
