-- topic: out 3
-- read: out
-- Changes with a key.
CREATE TABLE dst (k STRING, n BIGINT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'key.fields' = 'k', 'value.format' = 'debezium-json');
INSERT INTO dst SELECT k, COUNT(*) FROM (VALUES ('a'), ('b'), ('a'), ('c')) AS t(k) GROUP BY k;
