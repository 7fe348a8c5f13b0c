-- parallelism: 1
-- CURRENT_WATERMARK before each row: NULL at first; a condition on it finds the late rows.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE bids (auction BIGINT, price BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '${DIR}/watermark_rows.jsonl', 'format' = 'json');
CREATE TABLE p (auction BIGINT, ts TIMESTAMP(3), wm TIMESTAMP(3), late BOOLEAN) WITH ('connector' = 'print');
INSERT INTO p SELECT auction, ts, CURRENT_WATERMARK(ts), ts <= CURRENT_WATERMARK(ts) FROM bids;
