-- With a time to live results are sent that are the same as before; nothing expires in an hour. MIN, MAX and DISTINCT too.
SET 'table.exec.state.ttl' = '1 h';
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE out1 (country STRING, most INT, n BIGINT, products BIGINT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT country, MAX(qty), COUNT(*) FILTER (WHERE express), COUNT(DISTINCT product) FROM orders GROUP BY country;
