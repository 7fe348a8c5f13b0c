-- topic: in
-- topic: out
-- read: out
-- send: in@1000 NULL | 1,one,2020-12-30 12:13:14.123,true
-- send: in@2000 NULL | 2,"a ""b"" c",2020-12-30 12:13:14.5,false
-- send: in@3000 NULL | 3,,2020-12-30 12:13:14,
-- CSV in messages.
CREATE TABLE src (id INT, s STRING, t TIMESTAMP(3), b BOOLEAN) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'csv');
CREATE TABLE out1 (id INT, s STRING, t TIMESTAMP(3), b BOOLEAN) WITH ('connector' = 'print');
CREATE TABLE dst (id INT, s STRING, t TIMESTAMP(3), b BOOLEAN) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'csv', 'csv.quote-character' = '''', 'csv.null-literal' = 'n/a');
INSERT INTO out1 SELECT * FROM src;
INSERT INTO dst SELECT * FROM src;
