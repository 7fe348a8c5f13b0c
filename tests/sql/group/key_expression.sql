-- Keys that are expressions, and expressions over keys and aggregates.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT UPPER(country), qty > 2, COUNT(*) * 10 + 1, SUM(qty) / COUNT(*) FROM orders WHERE qty IS NOT NULL GROUP BY country, qty > 2;
SELECT MOD(id, 3) AS m, COUNT(*) FROM orders WHERE id < 13 GROUP BY MOD(id, 3);
