-- COALESCE, IFNULL, NULLIF, IF, NVL-like use over types.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT id, COALESCE(customer, 'nobody'), COALESCE(qty, 0), COALESCE(CAST(NULL AS INT), qty, -9), IFNULL(price, 0), NULLIF(country, 'US'), NULLIF(qty, 1), IF(express, 'y', 'n'), IF(qty > 1, qty, 0) FROM orders WHERE id <= 16;
