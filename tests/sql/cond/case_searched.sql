-- Searched CASE: first TRUE branch, ELSE, no ELSE.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT id, qty, CASE WHEN qty > 2 THEN 'many' WHEN qty > 0 THEN 'few' WHEN qty IS NULL THEN 'none' ELSE 'back' END, CASE WHEN express THEN 1 END, CASE WHEN NOT express THEN 'slow' ELSE country END FROM orders WHERE id <= 20;
