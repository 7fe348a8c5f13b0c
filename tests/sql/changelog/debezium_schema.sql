-- schema-include: the change stands in payload.
CREATE TABLE products (id INT, name STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium_schema.jsonl', 'format' = 'debezium-json', 'debezium-json.schema-include' = 'true');
SELECT * FROM products;
