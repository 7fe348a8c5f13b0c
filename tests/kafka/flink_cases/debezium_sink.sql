-- topic: out
-- read: out
-- A result that changes as Debezium's changes.
CREATE TABLE dst (k STRING, n BIGINT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'debezium-json');
INSERT INTO dst SELECT k, COUNT(*) FROM (VALUES ('a'), ('b'), ('a')) AS t(k) GROUP BY k;
