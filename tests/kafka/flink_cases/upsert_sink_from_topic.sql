-- topic: in
-- topic: out
-- read: out
-- send: in@1000 1 | {"g":"x"}
-- send: in@2000 2 | {"g":"x"}
-- send: in@3000 1 | {"g":"y"}
-- send: in@4000 2 | NULL
-- send: in@5000 1 | NULL
-- A group whose last row goes becomes a tombstone.
CREATE TABLE src (k STRING, g STRING, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE dst (g STRING, n BIGINT, PRIMARY KEY (g) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'json', 'value.format' = 'json');
INSERT INTO dst SELECT g, COUNT(*) FROM src GROUP BY g;
