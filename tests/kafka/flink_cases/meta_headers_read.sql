-- topic: a
-- topic: b
-- read: a
-- read: b
-- Headers are read: by key, as texts, whole, counted, and passed on; a message without headers has an empty map.
CREATE TABLE made (v INT, h MAP<STRING, BYTES> METADATA FROM 'headers') WITH ('connector' = 'kafka', 'topic' = '${CASE}-a', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO made VALUES (1, MAP['source', ENCODE('weir', 'UTF-8')]), (2, CAST(NULL AS MAP<STRING, BYTES>)),
  (3, MAP['trace-id', x'616263', 'a', x'', 'é日', x'c3a9', 'content-type', ENCODE('application/json', 'UTF-8')]);
CREATE TABLE src (v INT, h MAP<STRING, BYTES> NOT NULL METADATA FROM 'headers', texts AS CAST(h AS MAP<STRING, STRING>)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-a', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json',
  'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset');
CREATE TABLE p (v INT, n INT, s BYTES, t STRING, u STRING, h MAP<STRING, BYTES>, texts MAP<STRING, STRING>) WITH ('connector' = 'print');
INSERT INTO p SELECT v, CARDINALITY(h), h['source'], texts['trace-id'], texts['none'], h, texts FROM src;
CREATE TABLE again (v INT, h MAP<STRING, STRING> METADATA FROM 'headers') WITH ('connector' = 'kafka', 'topic' = '${CASE}-b', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO again SELECT v, texts FROM src WHERE h['source'] IS NULL;
