-- topic: out 5
-- read: out
-- Which partition a key has.
CREATE TABLE dst (k INT, v INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'value.format' = 'json');
INSERT INTO dst VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (1000, 7), (-1, 8), (1, 9);
