-- topic: in
-- send: in@1000 {"id":1} | {"before":null,"after":{"id":1,"v":"a"},"source":{"db":"shop","schema":"public","table":"orders","ts_ms":1609330394123},"op":"c","ts_ms":1609330395456}
-- send: in@2000 {"id":1} | {"before":{"id":1,"v":"a"},"after":{"id":1,"v":"b"},"source":{"db":"shop","table":"orders"},"op":"u"}
-- Where a change comes from, and where its message stands.
CREATE TABLE src (id INT, v STRING, ing TIMESTAMP_LTZ(3) METADATA FROM 'value.ingestion-timestamp' VIRTUAL, src_ts TIMESTAMP_LTZ(3) METADATA FROM 'value.source.timestamp' VIRTUAL,
  db STRING METADATA FROM 'value.source.database' VIRTUAL, sc STRING METADATA FROM 'value.source.schema' VIRTUAL, tb STRING METADATA FROM 'value.source.table' VIRTUAL, o BIGINT METADATA FROM 'offset' VIRTUAL)
WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'debezium-json');
CREATE TABLE out1 (id INT, v STRING, ing TIMESTAMP_LTZ(3), src_ts TIMESTAMP_LTZ(3), db STRING, sc STRING, tb STRING, o BIGINT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
