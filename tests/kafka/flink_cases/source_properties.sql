-- topic: in
-- send: in@1000 NULL | {"id":1}
-- Settings of the client by their Java names.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'properties.fetch.min.bytes' = '1', 'properties.fetch.max.wait.ms' = '100', 'properties.max.poll.records' = '10', 'properties.client.id' = 'me', 'properties.session.timeout.ms' = '30000', 'properties.enable.auto.commit' = 'false',
  'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
