-- topic: in
-- error: 2
-- No PRIMARY KEY.
CREATE TABLE src (id INT, v STRING) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'json', 'value.format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
