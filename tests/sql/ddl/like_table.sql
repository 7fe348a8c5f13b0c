-- LIKE copies columns and options; new columns come after.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE copy1 LIKE orders;
DESCRIBE copy1;
CREATE TABLE copy2 (extra AS id * 10) LIKE orders;
DESCRIBE copy2;
SELECT id, extra, customer FROM copy2 WHERE id <= 3;
