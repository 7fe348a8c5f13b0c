-- Only the columns that are read are kept and compared.
CREATE TABLE keyed (id INT, name STRING, w DOUBLE, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_keyed.jsonl', 'format' = 'debezium-json');
SET 'table.exec.source.cdc-events-duplicate' = 'true';
SELECT id FROM keyed;
SELECT name FROM keyed;
SELECT id, w + 1 FROM keyed;
