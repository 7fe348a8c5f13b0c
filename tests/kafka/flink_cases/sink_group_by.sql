-- topic: out
-- error: 2
-- A result that changes into a table that only takes inserts.
CREATE TABLE dst (k STRING, n BIGINT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst SELECT k, COUNT(*) FROM (VALUES ('a'), ('b'), ('a')) AS t(k) GROUP BY k;
