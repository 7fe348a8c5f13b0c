-- COALESCE, IFNULL, NULLIF, IF, NVL-like use over types.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 STRING, c3 INT, c4 INT, c5 DECIMAL(12, 2), c6 STRING, c7 INT, c8 CHAR(1), c9 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, COALESCE(customer, 'nobody'), COALESCE(qty, 0), COALESCE(CAST(NULL AS INT), qty, -9), IFNULL(price, 0), NULLIF(country, 'US'), NULLIF(qty, 1), IF(express, 'y', 'n'), IF(qty > 1, qty, 0) FROM orders WHERE id <= 16;
