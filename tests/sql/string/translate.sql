-- TRANSLATE character by character.
SELECT TRANSLATE('hello', 'el', 'ip'), TRANSLATE('www.example.org', 'wmple', 'xyz'), TRANSLATE('abc', 'abc', ''), TRANSLATE('aabb', 'ab', 'ba'), TRANSLATE('abc', '', 'xyz'), TRANSLATE('日本', '日', 'N'), TRANSLATE(CAST(NULL AS STRING), 'a', 'b'), TRANSLATE('aaa', 'aa', 'xy');
