-- topic: in
-- send: in@1000 NULL | {"before":null,"after":{"id":1,"v":"a"},"op":"c"}
-- send: in@2000 NULL | nonsense
-- send: in@3000 NULL | {"before":null,"after":{"id":2,"v":"b"},"op":"x"}
-- send: in@4000 NULL | {"before":{"id":1,"v":"a"},"after":null,"op":"d"}
-- Changes that cannot be read are passed over.
CREATE TABLE src (id INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'debezium-json', 'debezium-json.ignore-parse-errors' = 'true');
CREATE TABLE out1 (id INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
