-- topic: out
-- read: out
-- The guarantee by its older name.
CREATE TABLE dst (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json', 'sink.semantic' = 'at-least-once');
INSERT INTO dst VALUES (1);
