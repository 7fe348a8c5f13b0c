-- topic: a
-- topic: b
-- error: 1
-- Two topics and no column that says which.
CREATE TABLE dst (v INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-a;${CASE}-b', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (1);
