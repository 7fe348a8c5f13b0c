-- error: 1
-- The topic does not exist.
CREATE TABLE dst (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json', 'properties.max.block.ms' = '3000');
INSERT INTO dst VALUES (1);
