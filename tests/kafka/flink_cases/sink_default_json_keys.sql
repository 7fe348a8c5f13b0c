-- topic: out 7
-- read: out
-- Keys of two columns.
CREATE TABLE dst (a INT, b STRING, v INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'json', 'key.fields' = 'b;a', 'value.format' = 'json');
INSERT INTO dst VALUES (1, 'x', 1), (2, 'y', 2), (3, 'z', 3), (CAST(NULL AS INT), 'n', 4), (5, CAST(NULL AS STRING), 5), (6, 'six', 6), (7, 'seven', 7);
