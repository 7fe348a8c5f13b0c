-- Only records whose whole database and table match are read.
CREATE TABLE products (id INT, name STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/canal.jsonl', 'format' = 'canal-json', 'canal-json.database.include' = 'inventory', 'canal-json.table.include' = 'prod[a-z]+');
SELECT * FROM products;
