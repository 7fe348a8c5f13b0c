-- topic: a
-- read: a
-- error: 2
-- differs: Flink has this column only where several topics are named
-- The only topic needs no name.
CREATE TABLE dst (v INT, t STRING METADATA FROM 'topic') WITH ('connector' = 'kafka', 'topic' = '${CASE}-a', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (1, '${CASE}-a'), (2, CAST(NULL AS STRING));
