-- order: any
-- UNION and UNION ALL from left to right; parentheses change that.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT country FROM orders WHERE id < 6 UNION SELECT product FROM orders WHERE id < 6 UNION ALL SELECT customer FROM orders WHERE id < 4;
SELECT qty FROM orders WHERE id < 6 UNION ALL (SELECT qty FROM orders WHERE id < 6 UNION SELECT id FROM orders WHERE id < 4);
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t (n, s) UNION VALUES (2, 'b'), (3, 'c');
SELECT COUNT(*), SUM(1), MAX('x');
