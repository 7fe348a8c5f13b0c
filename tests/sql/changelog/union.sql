-- order: any
-- Two filters over one table each sort the events out for themselves.
CREATE TABLE keyed (id INT, name STRING, w DOUBLE, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_keyed.jsonl', 'format' = 'debezium-json');
SET 'table.exec.source.cdc-events-duplicate' = 'true';
SELECT name FROM keyed WHERE w > 2 UNION ALL SELECT CAST(id AS STRING) FROM keyed WHERE id < 3;
