-- topic: out
-- read: out
-- A number as a raw key, and CSV behind it.
CREATE TABLE dst (k BIGINT, n DECIMAL(10, 2), PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'value.format' = 'csv', 'value.fields-include' = 'EXCEPT_KEY');
INSERT INTO dst VALUES (1, 10.50), (2, 100.00), (3, CAST(NULL AS DECIMAL(10, 2)));
