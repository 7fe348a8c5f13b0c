-- topic: in
-- send: in@500 {"id":5} | {"id":5,"v":"x"}
-- send: in@1000 {"id":null} | {"id":null,"v":"a"}
-- A key whose column is NULL.
CREATE TABLE src (id INT, v STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'value.format' = 'json');
CREATE TABLE out1 (id INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id, v FROM src;
