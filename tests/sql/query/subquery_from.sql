-- Subqueries in FROM, nested.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT t.total, t.label FROM (
  SELECT id, amount * 2 AS total, UPPER(c) AS label FROM (SELECT id, qty * price AS amount, country AS c FROM orders WHERE qty > 0) WHERE amount > 50
) AS t WHERE t.label <> 'US';
