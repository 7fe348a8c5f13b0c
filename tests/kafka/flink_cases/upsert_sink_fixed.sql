-- topic: out 3
-- error: 2
-- Where a message goes is said by its key.
CREATE TABLE dst (k INT, v INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'value.format' = 'json', 'sink.partitioner' = 'fixed');
INSERT INTO dst VALUES (1, 1), (2, 2), (3, 3);
