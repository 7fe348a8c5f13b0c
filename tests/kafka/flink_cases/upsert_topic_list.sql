-- topic: a
-- topic: b
-- order: any
-- send: a@1000 a | {"v":1}
-- send: b@2000 b | {"v":2}
-- send: a@3000 a | {"v":3}
-- upsert-kafka of two topics.
CREATE TABLE src (k STRING, v INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-a;${CASE}-b', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k STRING, v INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
