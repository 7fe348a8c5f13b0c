-- topic: out
-- read: out
-- Exactly once, asked for.
SET 'execution.checkpointing.interval' = '1 s';
CREATE TABLE dst (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json', 'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = '${CASE}', 'properties.transaction.timeout.ms' = '60000');
INSERT INTO dst VALUES (1), (2);
