-- topic: in
-- send: in@1000 {"id":1} | {"schema":{"type":"struct"},"payload":{"before":null,"after":{"id":1,"v":"a"},"source":{"table":"orders"},"op":"c"}}
-- send: in@2000 {"id":1} | {"schema":{"type":"struct"},"payload":{"before":{"id":1,"v":"a"},"after":null,"op":"d"}}
-- Changes with their schema.
CREATE TABLE src (id INT, v STRING, tb STRING METADATA FROM 'value.source.table' VIRTUAL) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'value.format' = 'debezium-json', 'value.debezium-json.schema-include' = 'true');
CREATE TABLE out1 (id INT, v STRING, tb STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id, v, tb FROM src;
