-- LPAD and RPAD count and cut UTF-16 units.
SELECT RPAD('x', 3, '🍐'), CHAR_LENGTH(RPAD('x', 5, '🍐'));
