-- REPLACE of strings, empty ones and NULL.
SELECT REPLACE('hello world', 'world', 'Flink'), REPLACE('aaa', 'a', 'bb'), REPLACE('abc', 'x', 'y'), REPLACE('abc', 'b', ''), REPLACE('abc', '', '-'), REPLACE('', '', 'x'), REPLACE('日本日本', '日', '本'), REPLACE(CAST(NULL AS STRING), 'a', 'b'), REPLACE('a', CAST(NULL AS STRING), 'b'), REPLACE('ababab', 'aba', 'X');
