-- A million keys, a tenth of them changed between two checkpoints: what a checkpoint costs a batch.
-- Input: gen_events ROWS 1000000 hot. A million rows a second, so that each checkpoint sees one set of hot keys.
SET 'pipeline.name' = 'checkpoint';
SET 'execution.checkpointing.interval' = '${INTERVAL}';
SET 'execution.checkpointing.dir' = 'file://${STATE}';
SET 'weir.source.rows-per-second' = '1000000';
SET 'weir.report' = 'batch-times';

CREATE TABLE events (
    id      BIGINT,
    ts      TIMESTAMP(3),
    user_id BIGINT,
    price   DOUBLE,
    WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
    'connector' = 'filesystem',
    'path' = '${INPUT}',
    'format' = 'json'
);

CREATE TABLE nowhere (user_id BIGINT, window_start TIMESTAMP(3), n BIGINT, total DOUBLE, dearest DOUBLE)
WITH ('connector' = 'blackhole');

INSERT INTO nowhere
SELECT user_id, window_start, COUNT(*), SUM(price), MAX(price)
FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' DAY)
GROUP BY window_start, window_end, user_id;
