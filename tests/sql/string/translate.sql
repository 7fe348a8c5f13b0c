-- TRANSLATE character by character.
CREATE TABLE sink (c1 STRING, c2 STRING, c3 STRING, c4 STRING, c5 STRING, c6 STRING, c7 STRING, c8 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT TRANSLATE('hello', 'el', 'ip'), TRANSLATE('www.example.org', 'wmple', 'xyz'), TRANSLATE('abc', 'abc', ''), TRANSLATE('aabb', 'ab', 'ba'), TRANSLATE('abc', '', 'xyz'), TRANSLATE('日本', '日', 'N'), TRANSLATE(CAST(NULL AS STRING), 'a', 'b'), TRANSLATE('aaa', 'aa', 'xy');
