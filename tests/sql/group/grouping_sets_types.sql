-- Keys become nullable where a set has them not.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT COALESCE(country, '-') AS k, express, COUNT(*) AS n, SUM(qty) AS s, GROUPING(express) AS g, GROUPING_ID(express, COALESCE(country, '-')) AS gi FROM orders GROUP BY GROUPING SETS ((COALESCE(country, '-'), express), (express));
DESCRIBE v;
CREATE VIEW w AS SELECT COALESCE(country, '-') AS k, COUNT(*) AS n, GROUPING(COALESCE(country, '-')) AS g FROM orders GROUP BY COALESCE(country, '-');
DESCRIBE w;
