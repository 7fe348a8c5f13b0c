-- COUNT of several columns counts the rows where none of them is NULL.
CREATE TABLE orders (
  id INT NOT NULL, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT COUNT(qty, id), COUNT(id, price) FILTER (WHERE id > 5), COUNT(id) FROM orders;
SELECT country, COUNT(qty, id) FROM orders GROUP BY country;
