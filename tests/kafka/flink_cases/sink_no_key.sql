-- topic: out 3
-- read: out
-- partitions: any
-- Without a key any partition is right.
CREATE TABLE dst (v INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (1), (2), (3), (4);
