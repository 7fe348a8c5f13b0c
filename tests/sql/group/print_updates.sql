-- The print connector with updates.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (country STRING, n BIGINT, p DECIMAL(10, 2), last_ts TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO sink SELECT country, COUNT(*), MAX(price), MAX(ts) FROM orders GROUP BY country;
