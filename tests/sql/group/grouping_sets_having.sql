-- order: any
-- HAVING filters the rows of every set; a row of columns in GROUP BY is its columns.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT country, product, COUNT(*) AS n FROM orders GROUP BY CUBE (country, product) HAVING COUNT(*) > 10 AND GROUPING(country) = 0;
SELECT country, product, SUM(qty) FROM orders GROUP BY (country, product);
SELECT country, product, express, COUNT(*) FROM orders GROUP BY ROLLUP ((country, product), express) HAVING COUNT(*) > 6;
