-- topic: a
-- error: 1
-- A pattern says no topic to write.
CREATE TABLE dst (v INT) WITH ('connector' = 'kafka', 'topic-pattern' = '${CASE}-a', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (1);
