-- Views over views with columns renamed on the way.
CREATE TABLE orders (id INT, customer STRING, product STRING, qty INT, price DOUBLE, country STRING, express BOOLEAN, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE VIEW v1 (a, b, c) AS SELECT id, UPPER(country), price * qty FROM orders;
CREATE VIEW v2 AS SELECT b AS land, c AS total, a FROM v1 WHERE c IS NOT NULL;
CREATE TEMPORARY VIEW v3 (n, l) AS SELECT a + 1000, land || '/' || CAST(total AS STRING) FROM v2 WHERE total > 100;
SELECT * FROM v3;
SELECT land, COUNT(*) FROM (SELECT DISTINCT land, a FROM v2) AS x GROUP BY land HAVING land = 'US';
