-- topic: in
-- send: in@1000 1 | {"g":"x","n":5}
-- send: in@2000 2 | {"g":"x","n":7}
-- send: in@3000 2 | {"g":"x","n":1}
-- send: in@4000 1 | NULL
-- send: in@5000 3 | {"g":"y","n":null}
-- Sums, largest and smallest of rows that change.
CREATE TABLE src (k STRING, g STRING, n INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (g STRING, s INT, a INT, b INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT g, SUM(n), MAX(n), MIN(n) FROM src GROUP BY g;
