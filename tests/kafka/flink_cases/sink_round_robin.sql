-- topic: out 3
-- read: out
-- partitions: any
-- One partition after another, as the client does it.
CREATE TABLE dst (v INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json', 'sink.partitioner' = 'round-robin');
INSERT INTO dst VALUES (1), (2), (3), (4), (5), (6);
