-- parallelism: 1
-- With a time to live the last row of a key is sent again when it comes again, and so is what is counted of it.
SET 'table.exec.state.ttl' = '1 h';
SET 'table.exec.source.cdc-events-duplicate' = 'true';
CREATE TABLE keyed (id INT, name STRING, w DOUBLE, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_keyed.jsonl', 'format' = 'debezium-json');
CREATE TABLE out1 (id INT, name STRING, w DOUBLE) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM keyed;
SELECT name, COUNT(*) FROM keyed GROUP BY name;
SELECT /*+ STATE_TTL('keyed' = '0 s') */ name, COUNT(*) FROM keyed GROUP BY name;
