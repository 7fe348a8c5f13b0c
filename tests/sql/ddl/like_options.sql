-- LIKE with other options and without some parts.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE csv_like WITH ('path' = '${DIR}/base.jsonl') LIKE orders (EXCLUDING WATERMARKS);
DESCRIBE csv_like;
SELECT id, qty FROM csv_like;
CREATE TABLE out1 WITH ('connector' = 'print') LIKE csv_like (EXCLUDING OPTIONS);
INSERT INTO out1 SELECT * FROM orders WHERE id = 7;
