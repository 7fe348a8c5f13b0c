-- ignore-parse-errors: bad fields become NULL, bad records are left out.
CREATE TABLE products (id INT, name STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium_bad.jsonl', 'format' = 'debezium-json', 'debezium-json.ignore-parse-errors' = 'true');
SELECT * FROM products;
