-- error: 1
-- A truncate fails the job.
CREATE TABLE products (id INT, name STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/ogg_bad.jsonl', 'format' = 'ogg-json');
SELECT * FROM products;
