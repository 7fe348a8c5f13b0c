-- Views over views; columns renamed in the view head.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE VIEW v1 AS SELECT id, qty, price, country FROM orders WHERE qty IS NOT NULL;
CREATE VIEW v2 (order_id, amount) AS SELECT id, qty * price FROM v1 WHERE country <> 'US';
CREATE VIEW v3 AS SELECT order_id, CASE WHEN amount > 100 THEN 'big' ELSE 'small' END AS size FROM v2;
CREATE TABLE sink (order_id INT, size STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM v3 WHERE order_id < 25;
