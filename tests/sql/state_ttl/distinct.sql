-- With a time to live DISTINCT sends a row that comes again as an update; a hint of 0 turns that off.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
SELECT /*+ STATE_TTL('orders' = '1 h') */ DISTINCT country FROM orders WHERE qty < 3;
SET 'table.exec.state.ttl' = '1 h';
SELECT DISTINCT country FROM orders WHERE qty < 3;
SELECT /*+ STATE_TTL('o' = '0 ms') */ DISTINCT country FROM orders AS o WHERE qty < 3;
