-- topic: in
-- topic: out
-- read: out
-- send: in@1000 NULL | {"before":null,"after":{"id":1,"v":"a"},"op":"c"}
-- send: in@2000 NULL | {"before":{"id":1,"v":"a"},"after":{"id":1,"v":"b"},"op":"u"}
-- send: in@3000 NULL | {"before":{"id":1,"v":"b"},"after":{"id":2,"v":"b"},"op":"u"}
-- send: in@4000 NULL | {"before":{"id":2,"v":"b"},"after":null,"op":"d"}
-- Changes of a database become rows by key.
CREATE TABLE src (id INT, v STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'debezium-json');
CREATE TABLE dst (id INT, v STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'json', 'value.format' = 'json');
INSERT INTO dst SELECT id, v FROM src;
