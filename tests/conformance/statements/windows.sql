-- case: tumble named
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vv AS SELECT window_start, window_end, window_time, a FROM TUMBLE(DATA => TABLE t, TIMECOL => DESCRIPTOR(ts), SIZE => INTERVAL '1' HOUR); DESCRIBE vv;

-- case: tumble table()
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vv AS SELECT a FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR)); DESCRIBE vv;

-- case: tumble alias
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vv AS SELECT w.a, w.window_start FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR) AS w; DESCRIBE vv;

-- case: tumble unknown column
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vv AS SELECT a FROM TUMBLE(TABLE t, DESCRIPTOR(tss), INTERVAL '1' HOUR);

-- case: tumble not time
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vv AS SELECT a FROM TUMBLE(TABLE t, DESCRIPTOR(a), INTERVAL '1' HOUR); SELECT * FROM vv;

-- case: tumble month
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
SELECT a FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MONTH);

-- case: tumble zero
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
SELECT a FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '0' HOUR);

-- case: tumble few
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vv AS SELECT a FROM TUMBLE(TABLE t, DESCRIPTOR(ts));

-- case: tumble subquery
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vv AS SELECT a FROM TUMBLE((SELECT a, ts FROM t), DESCRIPTOR(ts), INTERVAL '1' HOUR); DESCRIBE vv;

-- case: tumble nested
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vv AS SELECT window_start, COUNT(*) AS c FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR) GROUP BY window_start, window_end, window_time; CREATE VIEW v2 AS SELECT window_start FROM TUMBLE(TABLE vv, DESCRIPTOR(window_time), INTERVAL '1' DAY);

-- case: tumble cascade
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vv AS SELECT window_time AS rt, COUNT(*) AS c FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR) GROUP BY window_start, window_end, window_time; CREATE VIEW v2 AS SELECT window_start, SUM(c) AS c FROM TUMBLE(TABLE vv, DESCRIPTOR(rt), INTERVAL '1' DAY) GROUP BY window_start, window_end; DESCRIBE v2;

-- case: hop named
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vv AS SELECT a FROM HOP(DATA => TABLE t, TIMECOL => DESCRIPTOR(ts), SLIDE => INTERVAL '10' MINUTE, SIZE => INTERVAL '1' HOUR); DESCRIBE vv;

-- case: tvf partition
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vv AS SELECT a FROM TUMBLE(TABLE t PARTITION BY a, DESCRIPTOR(ts), INTERVAL '1' HOUR);

