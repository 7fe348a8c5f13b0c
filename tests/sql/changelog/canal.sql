-- Inserts, updates, deletes of canal: arrays of rows, of which old has what changed; a CREATE is passed over.
CREATE TABLE products (id INT, name STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/canal.jsonl', 'format' = 'canal-json', 'canal-json.database.include' = 'inv.*');
SELECT * FROM products;
