-- t.*, * beside other columns, the same column twice, aliases of tables and columns.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT o.*, o.id AS again, id FROM orders AS o WHERE id = 2;
SELECT x.a, x.* FROM (SELECT id, qty FROM orders WHERE id < 4) AS x (a, b);
SELECT *, qty * 2 AS twice FROM orders WHERE id = 5;
