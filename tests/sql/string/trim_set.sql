-- Trimming sets and longer strings.
SELECT TRIM(BOTH 'ab' FROM 'abcabab'), TRIM(LEADING 'ab' FROM 'ababc'), LTRIM('xxyz', 'yx'), RTRIM('abcc', 'c'), BTRIM('xyabcyx', 'xy'), TRIM('   '), TRIM(''), LTRIM('', 'a'), BTRIM('aaa', 'a'), TRIM(CAST(NULL AS STRING));
