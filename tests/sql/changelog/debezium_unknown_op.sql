-- error: 1
-- An op that is none of c, r, u and d fails the job.
CREATE TABLE products (id INT, name STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium_unknown_op.jsonl', 'format' = 'debezium-json');
SELECT * FROM products;
