-- topic: out
-- read: out
-- Rows of an INSERT, the same key twice.
CREATE TABLE dst (k STRING, v STRING, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'value.format' = 'csv');
INSERT INTO dst VALUES ('a', 'x'), ('a', CAST(NULL AS STRING)), ('b', 'y');
