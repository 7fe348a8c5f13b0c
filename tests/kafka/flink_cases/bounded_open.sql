-- topic: in
-- topic: mid
-- read: mid
-- send: in@1000 NULL | {"id":1}
-- send: in@2000 NULL | {"id":2}
-- What a job has just written exactly once is read to its end by the next one.
SET 'execution.checkpointing.interval' = '1 s';
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE mid (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-mid', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'properties.isolation.level' = 'read_committed',
  'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = '${CASE}', 'properties.transaction.timeout.ms' = '60000', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO mid SELECT id * 10 FROM src;
INSERT INTO out1 SELECT id FROM mid;
INSERT INTO mid SELECT id * 100 FROM src;
INSERT INTO out1 SELECT id FROM mid;
