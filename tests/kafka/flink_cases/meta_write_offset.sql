-- topic: a
-- error: 2
-- A column that can only be read, in a sink.
CREATE TABLE dst (v INT, o BIGINT METADATA FROM 'offset') WITH ('connector' = 'kafka', 'topic' = '${CASE}-a', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (1, 2);
