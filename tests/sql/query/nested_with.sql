-- order: any
-- WITH inside WITH, several of them, with names for columns; a WITH query hides a table.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
WITH a (k, v) AS (SELECT country, qty FROM orders), b AS (WITH c AS (SELECT k FROM a WHERE v > 5) SELECT k AS x FROM c) SELECT x, CHAR_LENGTH(x) FROM b WHERE x IS NOT NULL;
WITH orders AS (SELECT 1 AS uno) SELECT * FROM orders;
SELECT n FROM (WITH o AS (SELECT id AS n FROM orders) SELECT n FROM o WHERE n < 4) AS q;
SELECT default_catalog.default_database.orders.id FROM default_catalog.default_database.orders WHERE orders.id = 3;
