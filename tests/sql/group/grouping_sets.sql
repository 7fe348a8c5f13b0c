-- order: any
-- GROUPING SETS: each set is an aggregation of its own; keys that it has not are NULL.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT country, express, COUNT(*), SUM(qty), GROUPING(country), GROUPING_ID(country, express) FROM orders GROUP BY GROUPING SETS ((country, express), (country), ());
