-- AVG of INT is INT, cut; of DECIMAL it is rounded.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 STRING, c2 INT, c3 DOUBLE, c4 DECIMAL(38, 6)) WITH ('connector' = 'print');
INSERT INTO sink SELECT country, AVG(qty), AVG(CAST(qty AS DOUBLE)), AVG(price) FROM orders WHERE id < 30 GROUP BY country;
