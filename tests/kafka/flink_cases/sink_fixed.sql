-- topic: out 3
-- read: out
-- A worker writes one partition, with or without keys.
CREATE TABLE dst (k STRING, v INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'key.fields' = 'k', 'value.format' = 'json', 'sink.partitioner' = 'fixed');
INSERT INTO dst VALUES ('a', 1), ('b', 2), ('c', 3), ('d', 4);
