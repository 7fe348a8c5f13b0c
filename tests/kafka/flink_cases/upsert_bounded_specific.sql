-- topic: in
-- send: in@1000 a | {"v":1}
-- send: in@2000 a | {"v":2}
-- send: in@3000 a | NULL
-- upsert-kafka up to an offset.
CREATE TABLE src (k STRING, v INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'specific-offsets', 'scan.bounded.specific-offsets' = 'partition:0,offset:2', 'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k STRING, v INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
