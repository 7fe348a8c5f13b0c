-- topic: out
-- read: out
-- A raw key and a raw value, NULL in both by turns.
CREATE TABLE dst (k STRING, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'key.fields' = 'k', 'value.format' = 'raw', 'value.fields-include' = 'EXCEPT_KEY');
INSERT INTO dst VALUES ('a', 'x'), ('b', CAST(NULL AS STRING)), (CAST(NULL AS STRING), 'y'), ('', ''), ('c', 'z');
