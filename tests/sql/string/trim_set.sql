-- Trimming sets and longer strings.
CREATE TABLE sink (c1 VARCHAR(7), c2 VARCHAR(5), c3 VARCHAR(4), c4 VARCHAR(4), c5 STRING, c6 VARCHAR(3), c7 VARCHAR(0), c8 VARCHAR(0), c9 STRING, c10 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT TRIM(BOTH 'ab' FROM 'abcabab'), TRIM(LEADING 'ab' FROM 'ababc'), LTRIM('xxyz', 'yx'), RTRIM('abcc', 'c'), BTRIM('xyabcyx', 'xy'), TRIM('   '), TRIM(''), LTRIM('', 'a'), BTRIM('aaa', 'a'), TRIM(CAST(NULL AS STRING));
