-- error: 1
-- schema-include, but the records have no payload.
CREATE TABLE products (id INT, name STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium.jsonl', 'format' = 'debezium-json', 'debezium-json.schema-include' = 'true');
SELECT * FROM products;
