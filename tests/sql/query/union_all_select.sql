-- order: any
-- UNION ALL of a table with itself and of filtered parts.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT id, 'low' FROM orders WHERE price < 10 UNION ALL SELECT id, 'many' FROM orders WHERE qty = 5 UNION ALL SELECT id, CAST(NULL AS STRING) FROM orders WHERE id = 1;
