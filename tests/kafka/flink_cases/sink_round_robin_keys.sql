-- topic: out 3
-- read: out
-- error: 2
-- round-robin is for tables without keys.
CREATE TABLE dst (k STRING, v INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'key.fields' = 'k', 'value.format' = 'json', 'sink.partitioner' = 'round-robin');
INSERT INTO dst VALUES ('a', 1), ('b', 2), ('c', 3), ('a', 4), ('b', 5), ('c', 6);
