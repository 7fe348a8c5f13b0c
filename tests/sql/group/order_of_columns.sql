-- Aggregates and keys in any order, with names of aggregates reused above.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 BIGINT, c2 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT n + 1, c FROM (SELECT COUNT(*) AS n, country AS c FROM orders WHERE id < 10 GROUP BY country) AS t;
