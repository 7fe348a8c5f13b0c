-- Windows, time attributes, watermarks.
CREATE TABLE orders (
  id INT, customer STRING, qty INT, price DECIMAL(10, 2), amount DOUBLE, paid BOOLEAN, day_ DATE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders', 'format' = 'json');
CREATE TABLE clicks (id INT, url STRING, happened TIMESTAMP(3), WATERMARK FOR happened AS happened)
WITH ('connector' = 'filesystem', 'path' = 'clicks', 'format' = 'json');
CREATE TABLE sink (customer STRING, n BIGINT) WITH ('connector' = 'print');
CREATE TABLE files (customer STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'files', 'format' = 'json');

SELECT COUNT(*) FROM TUMBLE(TABLE orders, DESCRIPTOR(tss), INTERVAL '1' HOUR) GROUP BY window_start, window_end;
--> 1:54: unknown column 'tss' in table 'orders' - did you mean 'ts'?

SELECT COUNT(*) FROM TUMBLE(TABLE orders, DESCRIPTOR(qty), INTERVAL '1' HOUR) GROUP BY window_start, window_end;
--> 1:54: column 'qty' is INT and no time attribute; the time attribute here is 'ts'

SELECT COUNT(*) FROM TUMBLE(TABLE orders, DESCRIPTOR(ts)) GROUP BY window_start, window_end;
--> 1:22: TUMBLE has 2 arguments; write TUMBLE(TABLE t, DESCRIPTOR(ts), size [, offset])

SELECT COUNT(*) FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), 5) GROUP BY window_start, window_end;
--> 1:59: the size of a window must be a constant interval such as INTERVAL '1' HOUR

SELECT COUNT(*) FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MONTH) GROUP BY window_start, window_end;
--> 1:59: the size of a window cannot be in months or years; use days or smaller units

SELECT COUNT(*) FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '0' MINUTE) GROUP BY window_start, window_end;
--> 1:59: the size of a window must be above 0

SELECT COUNT(*) FROM TUMBLE(TABLE orders, ts, INTERVAL '1' HOUR) GROUP BY window_start, window_end;
--> 1:43: the second argument of TUMBLE must be DESCRIPTOR(column); write TUMBLE(TABLE t, DESCRIPTOR(ts), size [, offset])

SELECT COUNT(*) FROM TUMBLE(orders, DESCRIPTOR(ts), INTERVAL '1' HOUR) GROUP BY window_start, window_end;
--> 1:29: the first argument of TUMBLE must be TABLE t; write TUMBLE(TABLE t, DESCRIPTOR(ts), size [, offset])

SELECT COUNT(*) FROM TUMBLE(TABLE ordres, DESCRIPTOR(ts), INTERVAL '1' HOUR) GROUP BY window_start, window_end;
--> 1:35: unknown table 'ordres' - did you mean 'orders'?

SELECT COUNT(*) FROM HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '7' SECOND, INTERVAL '10' SECOND) GROUP BY window_start, window_end;
--> 1:77: the size of HOP (10000 ms) must be a multiple of its slide (7000 ms); the slide comes first, then the size

SELECT COUNT(*) FROM HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end;
--> 1:22: HOP has 3 arguments; write HOP(TABLE t, DESCRIPTOR(ts), slide, size [, offset])

SELECT COUNT(*) FROM TUMBEL(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end;
--> 1:22: unknown table function 'TUMBEL' - did you mean 'TUMBLE'?

SELECT COUNT(*) FROM TUMBLE(DATA => TABLE orders, TIMECOL => DESCRIPTOR(ts), LENGTH => INTERVAL '1' HOUR) GROUP BY window_start, window_end;
--> 1:78: TUMBLE has no argument 'LENGTH'; it has DATA, TIMECOL, SIZE and OFFSET

SELECT window_start, customer, COUNT(*) FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR) GROUP BY window_start, window_end;
--> 1:22: column 'customer' in SELECT is neither in GROUP BY nor inside an aggregate; add it to GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)

SELECT window_strat FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR);
--> 1:8: unknown column 'window_strat' - did you mean 'window_start'?

SELECT window_start FROM orders;
--> 1:8: column 'window_start' comes from a window, and there is none here; read FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR)

SELECT TUMBLE_START(ts, INTERVAL '1' HOUR) FROM orders;
--> 1:8: group windows are not available; select window_start of the table function TUMBLE

SELECT COUNT(*) FROM (SELECT CAST(ts AS TIMESTAMP(3)) AS t FROM orders) AS o GROUP BY t, TUMBLE(t, INTERVAL '1' HOUR);
--> 1:97: TUMBLE takes a time attribute, a column with a WATERMARK, not TIMESTAMP(3)

SELECT COUNT(*) FROM TUMBLE(TABLE (SELECT ts + INTERVAL '1' DAY AS t FROM orders), DESCRIPTOR(t), INTERVAL '1' HOUR) GROUP BY window_start, window_end;
--> 1:95: column 't' is TIMESTAMP(3) and no time attribute; declare WATERMARK FOR t in the table, and keep the column unchanged up to here

CREATE TABLE t (a INT, ts STRING, WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
--> 1:49: WATERMARK needs a column of TIMESTAMP(p) or TIMESTAMP_LTZ(p) with p at most 3; 'ts' is STRING

CREATE TABLE t (a INT, ts TIMESTAMP(6), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
--> 1:55: WATERMARK needs a column of TIMESTAMP(p) or TIMESTAMP_LTZ(p) with p at most 3; 'ts' is TIMESTAMP(6); declare it TIMESTAMP(3)

CREATE TABLE t (a INT, ts TIMESTAMP(3), WATERMARK FOR tss AS ts) WITH ('connector' = 'datagen');
--> 1:55: WATERMARK: unknown column 'tss' in table 't' - did you mean 'ts'?

CREATE TABLE t (a INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - 5) WITH ('connector' = 'datagen');
--> 1:64: - takes no number beside a date or time; write INTERVAL '1' DAY

CREATE TABLE t (a INT, ts TIMESTAMP(3), WATERMARK FOR ts AS a) WITH ('connector' = 'datagen');
--> 1:61: the expression of WATERMARK must be TIMESTAMP(p) or TIMESTAMP_LTZ(p) with p at most 3, not INT

CREATE TABLE t (a INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
--> 1:65: a table has one WATERMARK; this is the second

CREATE TABLE t (a INT, ts TIMESTAMP(3), WATERMARK FOR ts) WITH ('connector' = 'datagen');
--> 1:57: expected AS, found ')'

CREATE TABLE t (a INT, ts TIMESTAMP(3), WATERMARK ts AS ts) WITH ('connector' = 'datagen');
--> 1:51: expected FOR, found 'ts'

CREATE TABLE t (a INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5') WITH ('connector' = 'datagen');
--> 1:78: expected a unit of time (YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND), found ')'

CREATE TABLE t (a INT, ts AS TO_TIMESTAMP(a), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
--> 1:30: computed column 'ts': TO_TIMESTAMP takes a text and maybe a pattern, not (INT); write CAST(.. AS STRING)

SELECT COUNT(*) FROM orders GROUP BY TUMBLE(ts);
--> 1:38: TUMBLE has 1 argument; write TUMBLE(ts, size)

SELECT COUNT(*) FROM orders GROUP BY HOP(ts, INTERVAL '1' MINUTE, 60);
--> 1:67: HOP takes intervals such as INTERVAL '1' HOUR behind the time, not INT

SELECT TUMBLE_END(tss, INTERVAL '1' HOUR) FROM orders GROUP BY TUMBLE(ts, INTERVAL '1' HOUR);
--> 1:19: unknown column 'tss' in table 'orders' - did you mean 'ts'?

