-- topic: in
-- send: in@1000 a | {"v":1}
-- send: in@2000 a | {"v":2}
-- send: in@3000 a | NULL
-- Metadata in a changelog: which message a delete is.
CREATE TABLE src (k STRING, v INT, o BIGINT METADATA FROM 'offset' VIRTUAL, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k STRING, v INT, o BIGINT, ts TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
