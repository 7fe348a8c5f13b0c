-- topic: in
-- send: in@1000 {"id":1} | {"before":null,"after":{"id":1,"v":"a"},"op":"c"}
-- send: in@2000 {"id":1} | {"before":null,"after":{"id":1,"v":"a"},"op":"c"}
-- send: in@3000 {"id":1} | {"before":{"id":1,"v":"a"},"after":{"id":1,"v":"b"},"op":"u"}
-- send: in@4000 {"id":1} | {"before":{"id":1,"v":"b"},"after":null,"op":"d"}
-- send: in@5000 {"id":1} | {"before":{"id":1,"v":"b"},"after":null,"op":"d"}
-- A PRIMARY KEY makes repeated changes harmless.
SET 'table.exec.source.cdc-events-duplicate' = 'true';
CREATE TABLE src (id INT, v STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'debezium-json');
CREATE TABLE out1 (id INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id, v FROM src;
