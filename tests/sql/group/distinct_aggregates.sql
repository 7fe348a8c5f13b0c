-- DISTINCT aggregates by key.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 STRING, c2 BIGINT, c3 BIGINT, c4 INT, c5 INT, c6 INT, c7 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT country, COUNT(DISTINCT customer), COUNT(DISTINCT qty), SUM(DISTINCT qty), AVG(DISTINCT qty), MIN(DISTINCT qty), MAX(DISTINCT qty) FROM orders GROUP BY country;
