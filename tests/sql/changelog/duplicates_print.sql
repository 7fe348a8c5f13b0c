-- parallelism: 1
-- A print table gets old images too.
CREATE TABLE keyed (id INT, name STRING, w DOUBLE, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_keyed.jsonl', 'format' = 'debezium-json');
SET 'table.exec.source.cdc-events-duplicate' = 'true';
CREATE TABLE shown (id INT, name STRING, w DOUBLE) WITH ('connector' = 'print');
INSERT INTO shown SELECT id, name, w FROM keyed;
