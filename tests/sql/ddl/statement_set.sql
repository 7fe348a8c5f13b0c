-- order: any
-- A statement set runs its inserts as one job.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, qty INT, price DECIMAL(10, 2), country STRING, express BOOLEAN,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE out1 (id INT, what STRING) WITH ('connector' = 'print');
CREATE TABLE out2 (country STRING, n BIGINT) WITH ('connector' = 'print');
EXECUTE STATEMENT SET BEGIN
  INSERT INTO out1 SELECT id, 'first' FROM orders WHERE id <= 5;
  INSERT INTO out2 SELECT country, COUNT(*) FROM orders GROUP BY country;
  INSERT INTO out1 SELECT id, 'second' FROM orders WHERE id BETWEEN 4 AND 7;
END;
