-- Kafka to Kafka, exactly once: reads 5 of 9 JSON fields, filters and projects.
SET 'pipeline.name' = '${NAME}';
SET 'parallelism.default' = '${PARALLELISM}';
SET 'pipeline.object-reuse' = '${OBJECT_REUSE}';
SET 'execution.checkpointing.interval' = '${INTERVAL}';
SET 'execution.checkpointing.dir' = 'file://${STATE}';

CREATE TABLE events (
    id       BIGINT,
    t        BIGINT,
    `user`   STRING,
    kind     STRING,
    price    DOUBLE
) WITH (
    'connector' = 'kafka',
    'topic' = '${INPUT}',
    'properties.bootstrap.servers' = '${BROKERS}',
    'properties.group.id' = '${NAME}',
    'properties.fetch.max.wait.ms' = '${FETCH_WAIT}',
    'scan.startup.mode' = '${STARTUP}',
    'scan.bounded.mode' = '${BOUNDED}',
    'format' = 'json'
);

CREATE TABLE chosen (
    id       BIGINT,
    t        BIGINT,
    `user`   STRING,
    price    DOUBLE
) WITH (
    'connector' = 'kafka',
    'topic' = '${OUTPUT}',
    'properties.bootstrap.servers' = '${BROKERS}',
    'properties.transaction.timeout.ms' = '600000',
    'properties.linger.ms' = '${LINGER}',
    'sink.delivery-guarantee' = 'exactly-once',
    'sink.transactional-id-prefix' = '${NAME}',
    'format' = 'json'
);

INSERT INTO chosen
SELECT id, t, `user`, price FROM events WHERE kind <> 'logout';
