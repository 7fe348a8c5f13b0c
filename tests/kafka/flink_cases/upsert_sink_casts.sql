-- topic: out
-- read: out
-- The key of the query is wider in the table.
CREATE TABLE dst (a BIGINT, b VARCHAR(20), n BIGINT, PRIMARY KEY (a, b) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'json', 'value.format' = 'json');
INSERT INTO dst SELECT a, b, COUNT(*) FROM (VALUES (1, 'x'), (2, 'x'), (1, 'x')) AS t(a, b) GROUP BY a, b;
