-- Reads 8 of 18 JSON fields, filters and projects into blackhole. Input: gen_events ROWS.
SET 'pipeline.name' = 'json_filter_blackhole';
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
    id BIGINT, ts TIMESTAMP(3), user_id BIGINT, kind STRING, amount DOUBLE, quantity BIGINT, country STRING,
    latency_ms INT
) WITH ('connector' = 'blackhole');

INSERT INTO nowhere
SELECT id, ts, user_id, kind, price * quantity, quantity, country, latency_ms
FROM events
WHERE latency_ms < 1000 AND kind <> 'logout';
