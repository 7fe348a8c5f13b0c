-- topic: in
-- send: in@1000 {"id":1} | {"id":1,"v":"a","w":1}
-- send: in@2000 {"id":1} | {"id":1,"v":"a","w":2}
-- send: in@3000 {"id":1} | {"id":1,"v":"b","w":2}
-- send: in@4000 {"id":1} | NULL
-- Of the columns only one is read, and not the key.
CREATE TABLE src (id INT, v STRING, w INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'value.format' = 'json');
CREATE TABLE out1 (v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT v FROM src;
