-- topic: in
-- send: in@1000 NULL | {"id":1,"s":"a"}
-- send: in@2000 NULL | nonsense
-- send: in@3000 NULL | {"id":"x","s":"b"}
-- send: in@4000 NULL | 
-- send: in@5000 NULL | []
-- send: in@6000 NULL | {"id":6}
-- Messages that cannot be read are passed over.
CREATE TABLE src (id INT, s STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'value.format' = 'json', 'value.json.ignore-parse-errors' = 'true');
CREATE TABLE out1 (id INT, s STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
