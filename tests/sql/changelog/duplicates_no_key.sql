-- error: 2
-- Events that come twice need a key to be known by.
CREATE TABLE keyed (id INT, name STRING, w DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_keyed.jsonl', 'format' = 'debezium-json');
SET 'table.exec.source.cdc-events-duplicate' = 'true';
SELECT * FROM keyed;
