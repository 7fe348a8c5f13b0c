-- parallelism: 1
-- An aggregate over sorted out events.
CREATE TABLE keyed (id INT, name STRING, w DOUBLE, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_keyed.jsonl', 'format' = 'debezium-json');
SET 'table.exec.source.cdc-events-duplicate' = 'true';
SELECT COUNT(*), MAX(w), MIN(name), SUM(w), AVG(w), COUNT(DISTINCT name) FROM keyed;
SELECT id, COUNT(*), MAX(w) FROM keyed GROUP BY id;
SELECT COUNT(*), MAX(name) FROM keyed WHERE w > 1;
