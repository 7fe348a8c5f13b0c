-- MIN and MAX over numbers, strings, times.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 STRING, c2 INT, c3 INT, c4 STRING, c5 STRING, c6 TIMESTAMP(3), c7 DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT country, MIN(qty), MAX(qty), MIN(product), MAX(customer), MIN(ts), MAX(price) FROM orders GROUP BY country;
