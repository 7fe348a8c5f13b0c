-- error: 1
-- A type that is no change of rows fails the job.
CREATE TABLE products (id INT, name STRING, description STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/maxwell_bad.jsonl', 'format' = 'maxwell-json');
SELECT * FROM products;
