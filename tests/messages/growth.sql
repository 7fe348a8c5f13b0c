-- State that grows as long as the job runs: a warning, when the input has no end.
CREATE TABLE endless (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
CREATE TABLE bounded (id INT, k STRING) WITH ('connector' = 'datagen', 'number-of-rows' = '5');
CREATE TABLE sink (k STRING, n BIGINT) WITH ('connector' = 'print');

INSERT INTO sink SELECT k, COUNT(*) FROM endless GROUP BY k;
--> 1:59: warning: GroupAggregate(groupBy=[k]) keeps one row per group for good, and the input has no end: its state grows with every new group; to group by window_start and window_end of TUMBLE or HOP, too, would bound it, and so would rows that expire: SET 'table.exec.state.ttl' = '1 d', or SELECT /*+ STATE_TTL('table' = '1 d') */

SELECT DISTINCT k, v FROM endless;
--> 1:1: warning: DISTINCT keeps every different row (k, v) for good, and the input has no end: its state only grows; DISTINCT over the rows of a window (TUMBLE or HOP, with window_start and window_end among the columns) would be bounded, and so would rows that expire: SET 'table.exec.state.ttl' = '1 d', or SELECT /*+ STATE_TTL('table' = '1 d') */

SELECT id FROM endless UNION SELECT v FROM endless;
--> 1:24: warning: DISTINCT keeps every different row (id) for good, and the input has no end: its state only grows; DISTINCT over the rows of a window (TUMBLE or HOP, with window_start and window_end among the columns) would be bounded, and so would rows that expire: SET 'table.exec.state.ttl' = '1 d', or SELECT /*+ STATE_TTL('table' = '1 d') */

SELECT k, v, COUNT(*) FROM endless GROUP BY ROLLUP (k, v);
--> 1:45: warning: GroupAggregate(groupBy=[k]) keeps one row per group for good, and the input has no end: its state grows with every new group; to group by window_start and window_end of TUMBLE or HOP, too, would bound it, and so would rows that expire: SET 'table.exec.state.ttl' = '1 d', or SELECT /*+ STATE_TTL('table' = '1 d') */

INSERT INTO sink
SELECT k, SUM(n)
FROM (
  SELECT k, v, COUNT(*) AS n FROM endless GROUP BY k, v
)
GROUP BY k;
--> 4:52: warning: GroupAggregate(groupBy=[k, v]) keeps one row per group for good, and the input has no end: its state grows with every new group; to group by window_start and window_end of TUMBLE or HOP, too, would bound it, and so would rows that expire: SET 'table.exec.state.ttl' = '1 d', or SELECT /*+ STATE_TTL('table' = '1 d') */

SELECT COUNT(*) FROM endless;
--> no error

SELECT k, COUNT(*) FROM bounded GROUP BY k;
--> no error

SELECT k, COUNT(*) FROM TUMBLE(TABLE endless, DESCRIPTOR(ts), INTERVAL '1' HOUR) GROUP BY k, window_start, window_end;
--> no error

SELECT /*+ STATE_TTL('endless' = '1 d') */ k, COUNT(*) FROM endless GROUP BY k;
--> no error

SELECT /*+ STATE_TTL('endless' = '0 s') */ DISTINCT k FROM endless;
--> 1:1: warning: DISTINCT keeps every different row (k) for good, and the input has no end: its state only grows; DISTINCT over the rows of a window (TUMBLE or HOP, with window_start and window_end among the columns) would be bounded, and so would rows that expire: SET 'table.exec.state.ttl' = '1 d', or SELECT /*+ STATE_TTL('table' = '1 d') */

SET 'table.exec.state.ttl' = '1 h';

SELECT k, COUNT(*) FROM endless GROUP BY k;
--> no error

SELECT id FROM endless UNION SELECT v FROM endless;
--> no error

