-- topic: out
-- error: 2
-- A partitioner that there is not.
CREATE TABLE dst (v INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json', 'sink.partitioner' = 'com.example.Mine');
INSERT INTO dst VALUES (1);
