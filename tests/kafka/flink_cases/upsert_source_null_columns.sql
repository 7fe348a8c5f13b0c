-- topic: in
-- send: in@1000 {"id":1} | {"id":1,"v":null}
-- send: in@2000 {"id":1} | {"id":1}
-- send: in@3000 {"id":1} | {"id":1,"v":"a"}
-- send: in@4000 {"id":2} | {}
-- NULL in columns of the value is no delete.
CREATE TABLE src (id INT, v STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'value.format' = 'json');
CREATE TABLE out1 (id INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id, v FROM src;
