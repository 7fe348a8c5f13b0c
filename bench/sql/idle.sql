-- A watched folder in which nothing happens: memory of a waiting job. Input: a folder.
SET 'pipeline.name' = 'idle';
SET 'execution.checkpointing.interval' = '1 s';
SET 'execution.checkpointing.dir' = 'file://${STATE}';

CREATE TABLE events (
    id      BIGINT,
    ts      TIMESTAMP(3),
    user_id BIGINT,
    price   DOUBLE,
    WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
    'connector' = 'filesystem',
    'path' = '${INPUT}',
    'source.monitor-interval' = '1 s',
    'format' = 'json'
);

CREATE TABLE nowhere (user_id BIGINT, window_start TIMESTAMP(3), n BIGINT, total DOUBLE, dearest DOUBLE)
WITH ('connector' = 'blackhole');

INSERT INTO nowhere
SELECT user_id, window_start, COUNT(*), SUM(price), MAX(price)
FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' DAY)
GROUP BY window_start, window_end, user_id;
