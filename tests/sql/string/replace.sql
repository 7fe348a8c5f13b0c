-- REPLACE of strings, empty ones and NULL.
CREATE TABLE sink (c1 STRING, c2 STRING, c3 STRING, c4 STRING, c5 STRING, c6 STRING, c7 STRING, c8 STRING, c9 STRING, c10 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT REPLACE('hello world', 'world', 'Flink'), REPLACE('aaa', 'a', 'bb'), REPLACE('abc', 'x', 'y'), REPLACE('abc', 'b', ''), REPLACE('abc', '', '-'), REPLACE('', '', 'x'), REPLACE('日本日本', '日', '本'), REPLACE(CAST(NULL AS STRING), 'a', 'b'), REPLACE('a', CAST(NULL AS STRING), 'b'), REPLACE('ababab', 'aba', 'X');
