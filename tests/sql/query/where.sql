-- Filters with AND, OR, NOT and NULLs.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, qty INT, price DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, qty, price FROM orders WHERE (qty > 2 OR price < 20) AND NOT (country = 'US') AND customer IS NOT NULL;
