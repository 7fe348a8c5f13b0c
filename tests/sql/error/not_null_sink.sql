-- error: 1
-- NULL into a NOT NULL column of a sink.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, qty INT NOT NULL) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, qty FROM orders;
