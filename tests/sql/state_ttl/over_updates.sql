-- parallelism: 1
-- With a time to live a group over the updates of another: what is the same goes out and comes in again.
SET 'table.exec.state.ttl' = '1 h';
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE out1 (most INT, n BIGINT, least STRING, countries BIGINT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT most, COUNT(*), MIN(country), COUNT(DISTINCT country)
FROM (SELECT country, MAX(qty) AS most FROM orders GROUP BY country) GROUP BY most;
