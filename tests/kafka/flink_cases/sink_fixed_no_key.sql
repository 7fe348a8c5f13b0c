-- topic: out 3
-- read: out
-- A worker writes one partition.
CREATE TABLE dst (v INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json', 'sink.partitioner' = 'fixed');
INSERT INTO dst VALUES (1), (2), (3), (4);
