-- FILTER on some aggregates.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 STRING, c2 BIGINT, c3 DECIMAL(38, 2), c4 BIGINT, c5 INT, c6 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT country, COUNT(*) FILTER (WHERE qty > 1), SUM(price) FILTER (WHERE express), COUNT(DISTINCT customer) FILTER (WHERE qty > 0), MIN(qty) FILTER (WHERE qty < 0), COUNT(*) FROM orders GROUP BY country;
