-- DATE_FORMAT patterns.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 STRING, c3 STRING, c4 STRING, c5 STRING, c6 STRING, c7 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm:ss.SSS'), DATE_FORMAT(ts, 'dd.MM.yy'), DATE_FORMAT(ts, 'HHmm'), DATE_FORMAT(ts, 'yyyy/M/d H:m:s'), DATE_FORMAT(ts, '''day'' D, E MMM'), DATE_FORMAT(ts, 'hh:mm a') FROM times;
