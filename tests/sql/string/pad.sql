-- LPAD and RPAD.
SELECT LPAD('hi', 5, '*'), RPAD('hi', 5, '*'), LPAD('hi', 1, '*'), RPAD('hello', 3, '*'), LPAD('hi', 7, 'abc'), RPAD('hi', 7, 'abc'), LPAD('hi', 0, '*'), RPAD('', 3, 'x'), LPAD(CAST(NULL AS STRING), 3, 'x'), RPAD('ü', 4, '日');
