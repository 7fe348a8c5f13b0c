-- topic: in
-- error: 2
-- Two options of JSON that contradict each other.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json', 'json.fail-on-missing-field' = 'true', 'json.ignore-parse-errors' = 'true');
CREATE TABLE out1 (k INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
