-- topic: out
-- error: 1
-- NULL for a column that must not be.
CREATE TABLE dst (id INT NOT NULL, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst SELECT CAST(x AS INT), v FROM (VALUES ('1', 'a'), (CAST(NULL AS STRING), 'b')) AS t(x, v);
