-- CHAR against VARCHAR comparison.
SELECT CAST('a' AS CHAR(3)) = 'a', CAST('a' AS CHAR(3)) = 'a  ', CAST('a' AS CHAR(3)) = CAST('a' AS CHAR(5)), 'a' = 'a ', CAST('abc' AS VARCHAR(2)) = 'ab', CHAR_LENGTH(CAST('a' AS CHAR(3)));
