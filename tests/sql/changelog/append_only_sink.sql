-- error: 2
-- Files of JSON take inserts only.
CREATE TABLE keyed (id INT, name STRING, w DOUBLE, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_keyed.jsonl', 'format' = 'debezium-json');
CREATE TABLE copies (id INT, name STRING) WITH ('connector' = 'filesystem', 'path' = '/tmp/weir-not-written', 'format' = 'json');
INSERT INTO copies SELECT id, name FROM keyed;
