-- Named arguments in another order.
CREATE TABLE steps (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(DATA => TABLE steps, TIMECOL => DESCRIPTOR(ts), SIZE => INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(DATA => TABLE steps, TIMECOL => DESCRIPTOR(ts), SIZE => INTERVAL '20' SECOND, `OFFSET` => INTERVAL '5' SECOND)) GROUP BY window_start, window_end;
