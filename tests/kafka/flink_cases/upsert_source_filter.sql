-- topic: in
-- send: in@1000 {"id":1} | {"id":1,"w":5}
-- send: in@2000 {"id":1} | {"id":1,"w":50}
-- send: in@3000 {"id":1} | {"id":1,"w":60}
-- send: in@4000 {"id":1} | {"id":1,"w":6}
-- send: in@5000 {"id":1} | {"id":1,"w":70}
-- send: in@6000 {"id":1} | NULL
-- A row that comes into the filter and leaves it.
CREATE TABLE src (id INT, w INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'value.format' = 'json');
CREATE TABLE out1 (id INT, w INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id, w FROM src WHERE w > 10;
