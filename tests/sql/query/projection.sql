-- Projections: order, repeats, constants, aliases, star and table star.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT o.*, o.id AS again, 1, 'x' AS x FROM orders AS o WHERE o.id = 9;
SELECT id, id, qty, country AS land FROM orders WHERE id < 4;
SELECT orders.id, `orders`.`qty` + 1 AS q FROM orders WHERE orders.id > 45;
