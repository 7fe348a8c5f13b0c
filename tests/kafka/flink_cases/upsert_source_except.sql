-- topic: in
-- send: in@1000 {"a":1,"b":"x"} | {"v":"a"}
-- send: in@2000 {"a":1,"b":"y"} | {"v":"b"}
-- send: in@3000 {"b":"x","a":1} | {"v":"c"}
-- send: in@4000 {"a":1,"b":"y"} | NULL
-- A key of two columns with a prefix, and values without it.
CREATE TABLE src (k_a INT, k_b STRING, v STRING, PRIMARY KEY (k_a, k_b) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'value.format' = 'json', 'key.fields-prefix' = 'k_', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k_a INT, k_b STRING, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
