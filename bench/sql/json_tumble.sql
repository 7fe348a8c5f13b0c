-- Count, sum and maximum per key (100,000 keys) in tumbling windows of 10 seconds. Input: gen_events ROWS 100000.
SET 'pipeline.name' = 'json_tumble';
SET 'parallelism.default' = '${PARALLELISM}';
SET 'pipeline.object-reuse' = 'true';
SET 'execution.checkpointing.interval' = '1 s';
SET 'execution.checkpointing.dir' = 'file://${STATE}';

CREATE TABLE events (
    id         BIGINT,
    ts         TIMESTAMP(3),
    user_id    BIGINT,
    kind       STRING,
    price      DOUBLE,
    quantity   BIGINT,
    country    STRING,
    latency_ms INT,
    WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
    'connector' = 'filesystem',
    'path' = '${INPUT}',
    'format' = 'json'
);

CREATE TABLE nowhere (
    user_id BIGINT, window_start TIMESTAMP(3), n BIGINT, total BIGINT, dearest DOUBLE
) WITH ('connector' = 'blackhole');

INSERT INTO nowhere
SELECT user_id, window_start, COUNT(*), SUM(quantity), MAX(price)
FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND)
GROUP BY window_start, window_end, user_id;
