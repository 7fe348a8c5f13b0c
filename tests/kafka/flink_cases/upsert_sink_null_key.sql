-- topic: out
-- error: 1
-- NULL in the key.
CREATE TABLE dst (k STRING, v INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'json', 'value.format' = 'json');
INSERT INTO dst SELECT NULLIF(k, 'b'), v FROM (VALUES ('a', 1), ('b', 2)) AS t(k, v);
