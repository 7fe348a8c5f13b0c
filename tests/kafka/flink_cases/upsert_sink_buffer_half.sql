-- topic: out
-- error: 2
-- Both options of the buffer must be set.
CREATE TABLE dst (k STRING, n BIGINT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'json', 'value.format' = 'json', 'sink.buffer-flush.max-rows' = '2');
INSERT INTO dst VALUES ('a', 1);
