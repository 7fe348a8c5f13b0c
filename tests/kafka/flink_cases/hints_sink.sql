-- topic: out 3
-- read: out
-- A hint on the table that is written.
CREATE TABLE dst (id INT, s STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst /*+ OPTIONS('sink.partitioner' = 'fixed', 'json.encode.ignore-null-fields' = 'true') */ VALUES (1, 'a'), (2, CAST(NULL AS STRING));
