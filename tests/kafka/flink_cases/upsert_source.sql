-- topic: in
-- send: in@1000 {"id":1} | {"id":1,"v":"a"}
-- send: in@2000 {"id":2} | {"id":2,"v":"b"}
-- send: in@3000 {"id":1} | {"id":1,"v":"c"}
-- send: in@4000 {"id":1} | {"id":1,"v":"c"}
-- send: in@5000 {"id":2} | NULL
-- send: in@6000 {"id":2} | NULL
-- send: in@7000 {"id":9} | NULL
-- send: in@8000 {"id":2} | {"id":2,"v":"d"}
-- Inserts, updates, a repeated row, deletes, deletes of what is not there.
CREATE TABLE src (id INT, v STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'value.format' = 'json');
CREATE TABLE out1 (id INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id, v FROM src;
