-- order: any
-- A set that is written twice gives its rows twice; DISTINCT takes one of them; GROUP_ID tells them apart.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT country, COUNT(*), GROUP_ID() FROM orders GROUP BY GROUPING SETS ((country), (country));
SELECT country, COUNT(*) FROM orders GROUP BY DISTINCT ROLLUP (country), ROLLUP (country);
