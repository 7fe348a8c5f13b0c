-- A row that a filter no longer lets through is deleted, not updated; a filter of the key alone stands below.
CREATE TABLE keyed (id INT, name STRING, w DOUBLE, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_keyed.jsonl', 'format' = 'debezium-json');
SET 'table.exec.source.cdc-events-duplicate' = 'true';
SELECT id, name FROM keyed WHERE w > 1;
SELECT id, name FROM keyed WHERE id > 2;
SELECT id, name FROM keyed WHERE id > 1 AND w > 1;
SELECT name FROM (SELECT name, w * 2 AS w2 FROM keyed) WHERE w2 > 3 AND name IS NOT NULL;
