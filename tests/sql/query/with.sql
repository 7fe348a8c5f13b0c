-- WITH: one and several names, one using another.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
WITH big AS (SELECT id, price FROM orders WHERE price > 90), named AS (SELECT id, price * 2 AS twice FROM big) SELECT * FROM named WHERE id > 5;
WITH t(a) AS (VALUES (1), (2)) SELECT a + 1 FROM t;
