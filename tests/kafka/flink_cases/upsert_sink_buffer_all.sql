-- topic: in
-- topic: out
-- read: out
-- newest: true
-- send: in@1000 1 | {"v":"a"}
-- send: in@2000 2 | {"v":"b"}
-- send: in@3000 1 | {"v":"c"}
-- send: in@4000 2 | NULL
-- send: in@5000 3 | {"v":"d"}
-- All fit into the buffer: one message of each key, and a tombstone.
CREATE TABLE src (k STRING, v STRING, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE dst (k STRING, v STRING, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'value.format' = 'json', 'sink.buffer-flush.max-rows' = '100', 'sink.buffer-flush.interval' = '100s');
INSERT INTO dst SELECT k, v FROM src;
