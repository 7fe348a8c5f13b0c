-- topic: in
-- send: in@1000 1 | {"g":"x"}
-- send: in@2000 2 | {"g":"x"}
-- send: in@3000 1 | {"g":"y"}
-- send: in@4000 2 | NULL
-- send: in@5000 3 | {"g":"y"}
-- A count of rows that come and go.
CREATE TABLE src (k STRING, g STRING, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (g STRING, n BIGINT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT g, COUNT(*) FROM src GROUP BY g;
