-- order: any
-- Two windows over one source in one job.
CREATE TABLE clicks (
  u STRING, page STRING, ms INT, cost DECIMAL(6, 2),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE by_user (ws TIMESTAMP(3), u STRING, n BIGINT) WITH ('connector' = 'print');
CREATE TABLE by_page (ws TIMESTAMP(3), page STRING, s INT) WITH ('connector' = 'print');
EXECUTE STATEMENT SET BEGIN
INSERT INTO by_user SELECT window_start, u, COUNT(*) FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, u;
INSERT INTO by_page SELECT window_start, page, SUM(ms) FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '30' SECOND, INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, page;
END;
