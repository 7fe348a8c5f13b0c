-- topic: in
-- topic: out
-- read: out
-- send: in@1000 NULL | {"before":null,"after":{"id":1,"ts":"2020-12-30T12:13:14.123","lz":"2020-12-30T12:13:14Z"},"op":"c"}
-- Times by ISO-8601 in changes.
CREATE TABLE src (id INT, ts TIMESTAMP(3), lz TIMESTAMP_LTZ(3)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'debezium-json', 'debezium-json.timestamp-format.standard' = 'ISO-8601');
CREATE TABLE dst (id INT, ts TIMESTAMP(3), lz TIMESTAMP_LTZ(3)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'debezium-json', 'debezium-json.timestamp-format.standard' = 'ISO-8601');
CREATE TABLE out1 (id INT, ts TIMESTAMP(3), lz TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
INSERT INTO dst SELECT * FROM src;
