-- Types of the string functions.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT UPPER(s) AS a, CHAR_LENGTH(s) AS b, SUBSTRING('abc', 1) AS c, s || 'x' AS d, CONCAT('a', 'b') AS e, POSITION('a' IN s) AS f, MD5(s) AS g, SHA256('x') AS h, LPAD(s, 3, 'x') AS i, REGEXP(s, 'a') AS j, ASCII(s) AS k, SPLIT_INDEX(s, ',', 0) AS l, TRIM('a') AS m, LEFT('abc', 2) AS n, REPLACE(s, 'a', 'b') AS o, STARTSWITH(s, 'a') AS p, LOWER('ABC') AS q, CONCAT_WS(',', 'a', s) AS r, REGEXP_EXTRACT('a', 'a') AS t, CHR(65) AS u, TO_BASE64('a') AS w, 'a' || 'bb' AS x, LOCATE('a', s) AS y, REVERSE('abc') AS z FROM strings;
DESCRIBE v;
