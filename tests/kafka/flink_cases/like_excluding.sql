-- topic: in
-- send: in@1000 NULL | {"id":1,"v":"a"}
-- LIKE without the options.
CREATE TABLE src (id INT, v STRING, o BIGINT METADATA FROM 'offset' VIRTUAL) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 WITH ('connector' = 'print') LIKE src (EXCLUDING OPTIONS EXCLUDING METADATA);
INSERT INTO out1 SELECT id, v FROM src;
