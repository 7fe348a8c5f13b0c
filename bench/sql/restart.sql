-- Killed and started again with about 1 MB of state (20,000 keys): how long until the first new row reaches a sink.
-- Input: gen_events ROWS 20000 narrow.
SET 'pipeline.name' = 'restart';
SET 'execution.checkpointing.interval' = '1 s';
SET 'execution.checkpointing.dir' = 'file://${STATE}';
SET 'weir.source.rows-per-second' = '50000';

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

CREATE TABLE rows_out (id BIGINT, user_id BIGINT, price DOUBLE) WITH ('connector' = 'print');
CREATE TABLE nowhere (user_id BIGINT, window_start TIMESTAMP(3), n BIGINT, total DOUBLE, dearest DOUBLE)
WITH ('connector' = 'blackhole');

EXECUTE STATEMENT SET BEGIN

INSERT INTO rows_out SELECT id, user_id, price FROM events;

INSERT INTO nowhere
SELECT user_id, window_start, COUNT(*), SUM(price), MAX(price)
FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' DAY)
GROUP BY window_start, window_end, user_id;

END;
