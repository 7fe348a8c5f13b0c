-- A key that is not in the result.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT COUNT(*) FROM orders WHERE id < 15 GROUP BY country;
