-- Groups by decimals, times, booleans and doubles.
CREATE TABLE clicks (u STRING, page STRING, ms INT, cost DECIMAL(6, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (a DECIMAL(6, 2), b BOOLEAN, c DATE, n BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT cost, ms > 40, CAST(ts AS DATE), COUNT(*) FROM clicks WHERE u <> 'a' GROUP BY cost, ms > 40, CAST(ts AS DATE);
