-- Searched CASE: first TRUE branch, ELSE, no ELSE.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 INT, c3 VARCHAR(4), c4 INT, c5 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, qty, CASE WHEN qty > 2 THEN 'many' WHEN qty > 0 THEN 'few' WHEN qty IS NULL THEN 'none' ELSE 'back' END, CASE WHEN express THEN 1 END, CASE WHEN NOT express THEN 'slow' ELSE country END FROM orders WHERE id <= 20;
