-- topic: in
-- topic: out
-- read: out
-- send: in@1000 \x00\x00\x00\x00\x00\x00\x01\x00 | \x01\x02
-- send: in@2000 \xff\xff\xff\xff\xff\xff\xff\xff | \xfe\xff
-- Numbers as bytes, big end first in the key and last in the value.
CREATE TABLE src (k BIGINT, v SMALLINT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'raw', 'key.fields' = 'k', 'value.format' = 'raw', 'value.raw.endianness' = 'little-endian', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k BIGINT, v SMALLINT) WITH ('connector' = 'print');
CREATE TABLE dst (k BIGINT, v DOUBLE) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'key.fields' = 'k', 'value.format' = 'raw', 'value.fields-include' = 'EXCEPT_KEY');
INSERT INTO out1 SELECT * FROM src;
INSERT INTO dst SELECT k, v FROM src;
