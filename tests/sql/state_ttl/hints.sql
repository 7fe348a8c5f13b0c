-- parallelism: 1
-- order: any
-- STATE_TTL is of one SELECT: of its GROUP BY, grouping sets too, not of a UNION or of the query inside; other hints do nothing.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE VIEW few AS SELECT country, express, qty FROM orders WHERE qty < 3;
SELECT /*+ STATE_TTL('few' = '1 h') */ country, MAX(qty) FROM few GROUP BY country;
SELECT /*+ STATE_TTL('few' = '1 h') */ country, express, MAX(qty) FROM few GROUP BY ROLLUP (country, express);
SELECT /*+ STATE_TTL('few' = '1 h') */ country FROM few UNION SELECT country FROM few;
SELECT /*+ STATE_TTL('q' = '1 h') */ n, COUNT(*) FROM (SELECT country, COUNT(*) AS n FROM few GROUP BY country) AS q GROUP BY n;
SELECT /*+ STATE_TTL('few' = '1 h', 'few' = '0 s'), BROADCAST(few) */ country, MAX(qty) FROM few GROUP BY country;
SELECT /*+ STATE_TTL('few' = '0 s'), STATE_TTL('few' = '1 h'), LOOKUP('table' = 'nobody') */ country, MAX(qty) FROM few GROUP BY country;
SELECT /*+ STATE_TTL('nobody' = '1 h'), SHUFFLE_HASH(nobody) */ country FROM few;
