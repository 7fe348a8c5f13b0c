-- Text beyond ASCII through functions, filters and groups.
CREATE TABLE orders (id INT, customer STRING, product STRING, qty INT, price DOUBLE, country STRING, express BOOLEAN, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT product, CHAR_LENGTH(product), UPPER(product), SUBSTRING(product FROM 2 FOR 3), REVERSE(product), product LIKE 'Ä%', POSITION('🍎' IN product), LPAD(CAST(id AS STRING), 4, 'é') FROM orders WHERE product > 'z' OR customer LIKE '%明';
SELECT customer, COUNT(*) FROM orders WHERE customer IN ('小明', 'Дмитрий', 'zoë') GROUP BY customer;
