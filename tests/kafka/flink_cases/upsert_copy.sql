-- topic: in
-- topic: out
-- read: out
-- send: in@1000 1 | {"v":"a"}
-- send: in@2000 2 | {"v":"b"}
-- send: in@3000 1 | {"v":"c"}
-- send: in@4000 2 | NULL
-- send: in@5000 3 | NULL
-- differs: a delete of a key that is not there is not passed on
-- From upsert-kafka to upsert-kafka.
CREATE TABLE src2 (k STRING, v STRING, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE dst (k STRING, v STRING, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'value.format' = 'json');
INSERT INTO dst SELECT k, v FROM src2;
