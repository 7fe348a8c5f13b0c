-- Old and new image pass a filter each by itself.
CREATE TABLE keyed (id INT, name STRING, w DOUBLE, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_keyed.jsonl', 'format' = 'debezium-json');
SELECT id, name FROM keyed WHERE w > 1 OR w IS NULL;
SELECT id, name FROM keyed WHERE name LIKE '%2' OR name LIKE 'c%';
