-- topic: out 4
-- read: out
-- A key of two columns with a prefix, not in the value.
CREATE TABLE dst (v STRING, k_b STRING, k_a INT, PRIMARY KEY (k_a, k_b) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'json', 'value.format' = 'json', 'key.fields-prefix' = 'k_', 'value.fields-include' = 'EXCEPT_KEY');
INSERT INTO dst VALUES ('x', 'b', 1), ('y', 'c', 2), ('z', 'd', 3);
