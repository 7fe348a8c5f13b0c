-- error: 2
-- An updating query into a sink that only appends.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (country STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = '/tmp/weir-never-written', 'format' = 'json');
INSERT INTO sink SELECT country, COUNT(*) FROM orders GROUP BY country;
