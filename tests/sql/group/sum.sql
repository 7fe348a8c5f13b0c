-- SUM: NULLs are skipped, a group of NULLs is NULL; an unchanged result is not sent again.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (customer STRING, s INT, p DECIMAL(38, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT customer, SUM(qty), SUM(price) FROM orders GROUP BY customer;
