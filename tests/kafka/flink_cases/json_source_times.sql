-- topic: sql
-- topic: iso
-- send: sql@1000 NULL | {"da":"2020-12-30","ti":"12:13:14","ts":"2020-12-30 12:13:14.123","lz":"2020-12-30 12:13:14.123Z"}
-- send: sql@2000 NULL | {"da":"2020-12-30","ti":"12:13:00","ts":"2020-12-30 12:13:14","lz":"2020-12-30 12:13:14Z"}
-- send: iso@1000 NULL | {"da":"2020-12-30","ti":"12:13:14","ts":"2020-12-30T12:13:14.123","lz":"2020-12-30T12:13:14.123Z"}
-- send: iso@2000 NULL | {"da":"2020-12-30","ti":"12:13:00","ts":"2020-12-30T12:13:14","lz":"2020-12-30T12:13:14Z"}
-- Times are read in both standards.
CREATE TABLE s1 (da DATE, ti TIME(0), ts TIMESTAMP(3), lz TIMESTAMP_LTZ(3)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-sql', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE s2 (da DATE, ti TIME(0), ts TIMESTAMP(3), lz TIMESTAMP_LTZ(3)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-iso', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601');
CREATE TABLE out1 (da DATE, ti TIME(0), ts TIMESTAMP(3), lz TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM s1;
INSERT INTO out1 SELECT * FROM s2;
