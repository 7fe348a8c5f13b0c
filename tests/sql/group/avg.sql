-- AVG of INT is INT, cut; of DECIMAL it is rounded.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT country, AVG(qty), AVG(CAST(qty AS DOUBLE)), AVG(price) FROM orders WHERE id < 30 GROUP BY country;
