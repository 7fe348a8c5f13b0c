-- topic: out
-- read: out
-- A CSV value without anything in it.
CREATE TABLE dst (a STRING, b INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'csv');
INSERT INTO dst VALUES ('x', 1), (CAST(NULL AS STRING), CAST(NULL AS INT)), ('', 2), ('a b', 3), ('a,"b"', 4);
