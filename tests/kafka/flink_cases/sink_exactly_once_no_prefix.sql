-- topic: out
-- read: out
-- error: 2
-- differs: Weir makes the transactional id of the job's name
-- Exactly once, without a prefix of the transactional ids.
CREATE TABLE dst (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json', 'sink.delivery-guarantee' = 'exactly-once', 'properties.transaction.timeout.ms' = '60000');
INSERT INTO dst VALUES (1);
