-- topic: out
-- read: out
-- newest: true
-- Only the newest of each key has to be there.
CREATE TABLE dst (k STRING, n BIGINT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'json', 'value.format' = 'json', 'sink.buffer-flush.max-rows' = '2', 'sink.buffer-flush.interval' = '1s');
INSERT INTO dst SELECT k, COUNT(*) FROM (VALUES ('a'), ('b'), ('a'), ('c'), ('a'), ('b')) AS t(k) GROUP BY k;
