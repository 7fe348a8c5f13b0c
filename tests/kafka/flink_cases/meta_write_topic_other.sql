-- topic: a
-- topic: b
-- topic: c
-- error: 1
-- A topic that the table does not name.
CREATE TABLE dst (v INT, t STRING METADATA FROM 'topic') WITH ('connector' = 'kafka', 'topic' = '${CASE}-a;${CASE}-b', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (1, '${CASE}-c');
