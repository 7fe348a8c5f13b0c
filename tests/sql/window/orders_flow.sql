-- order: any
-- A whole small job: a view, windows, a filter and formatted output.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE VIEW sales AS SELECT country, product, qty * price AS amount, ts FROM orders WHERE qty > 0 AND price IS NOT NULL;
CREATE TABLE sink (country STRING, ws STRING, n BIGINT, total DECIMAL(38, 2), best DECIMAL(20, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT country, DATE_FORMAT(window_start, 'HH:mm'), COUNT(*), SUM(amount), MAX(amount) FROM TABLE(TUMBLE(TABLE sales, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY country, window_start, window_end;
