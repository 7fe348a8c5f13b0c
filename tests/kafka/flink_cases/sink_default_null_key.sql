-- topic: out 3
-- read: out
-- partitions: any
-- A raw key that is NULL is no key.
CREATE TABLE dst (k STRING, v INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'key.fields' = 'k', 'value.format' = 'json');
INSERT INTO dst VALUES ('a', 1), (CAST(NULL AS STRING), 2), ('b', 3);
