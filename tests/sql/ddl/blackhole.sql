-- A blackhole takes anything and prints nothing.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE nothing (country STRING, n BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO nothing SELECT country, COUNT(*) FROM orders GROUP BY country;
SELECT 'done';
