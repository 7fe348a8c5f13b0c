-- topic: a
-- topic: b
-- read: a b
-- A column says which topic a row is for.
CREATE TABLE dst (v INT, t STRING METADATA FROM 'topic') WITH ('connector' = 'kafka', 'topic' = '${CASE}-a;${CASE}-b', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (1, '${CASE}-a'), (2, '${CASE}-b'), (3, '${CASE}-a');
