-- topic: out
-- read: out
-- The message's time from a TIMESTAMP.
CREATE TABLE dst (v INT, `timestamp` TIMESTAMP(3) METADATA) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (1, TIMESTAMP '1970-01-01 00:00:01.500');
