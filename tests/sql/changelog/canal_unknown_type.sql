-- error: 1
-- A type that is no change of rows fails the job.
CREATE TABLE products (id INT, name STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/canal_bad.jsonl', 'format' = 'canal-json');
SELECT * FROM products;
