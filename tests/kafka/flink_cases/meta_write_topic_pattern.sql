-- topic: day.1
-- topic: day.2
-- read: day.1 day.2
-- differs: Weir writes topics that the table names only
-- A pattern, and a column that says which topic.
CREATE TABLE dst (v INT, t STRING METADATA FROM 'topic') WITH ('connector' = 'kafka', 'topic-pattern' = '${CASE}-day\..*', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (1, '${CASE}-day.1'), (2, '${CASE}-day.2');
