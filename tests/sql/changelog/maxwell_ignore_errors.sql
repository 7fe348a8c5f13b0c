-- ignore-parse-errors: bad fields become NULL (also in old), bad records are left out.
CREATE TABLE products (id INT, name STRING, description STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/maxwell_bad.jsonl', 'format' = 'maxwell-json', 'maxwell-json.ignore-parse-errors' = 'true');
SELECT * FROM products;
