-- How long until the first output row: a filter into print. Input: gen_events 1000.
SET 'pipeline.name' = 'first_row';

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

CREATE TABLE rows_out (id BIGINT, ts TIMESTAMP(3), user_id BIGINT, kind STRING) WITH ('connector' = 'print');

INSERT INTO rows_out SELECT id, ts, user_id, kind FROM events WHERE latency_ms >= 0;
