-- ignore-parse-errors: bad fields become NULL, bad records are left out.
CREATE TABLE products (id INT, name STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/canal_bad.jsonl', 'format' = 'canal-json', 'canal-json.ignore-parse-errors' = 'true');
SELECT * FROM products;
