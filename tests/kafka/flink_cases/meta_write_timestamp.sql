-- topic: out
-- read: out
-- The message's time is a column; NULL: now.
CREATE TABLE dst (v INT, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp') WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (1, TO_TIMESTAMP_LTZ(1500, 3)), (2, TO_TIMESTAMP_LTZ(500, 3)), (3, CAST(NULL AS TIMESTAMP_LTZ(3)));
