-- topic: out
-- read: out
-- Columns that the INSERT leaves out are NULL.
CREATE TABLE dst (id INT, v STRING, w STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst (w, id) VALUES ('a', 1);
