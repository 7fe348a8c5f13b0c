-- A primary key on a print table changes nothing: -U is printed too.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (country STRING, n BIGINT, PRIMARY KEY (country) NOT ENFORCED) WITH ('connector' = 'print');
INSERT INTO sink SELECT country, COUNT(*) FROM orders WHERE id < 12 GROUP BY country;
