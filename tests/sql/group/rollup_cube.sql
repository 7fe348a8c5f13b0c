-- order: any
-- ROLLUP and CUBE are short for their sets; beside other keys they multiply.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (kind STRING, country STRING, express BOOLEAN, n BIGINT, q INT) WITH ('connector' = 'print');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink SELECT 'rollup', country, express, COUNT(*), MAX(qty) FROM orders GROUP BY ROLLUP (country, express);
INSERT INTO sink SELECT 'cube', country, express, COUNT(*), MIN(qty) FROM orders GROUP BY CUBE (country, express);
INSERT INTO sink SELECT 'beside', country, express, COUNT(*), SUM(qty) FROM orders GROUP BY country, ROLLUP (express);
END;
