-- error: 2
-- A text is no map.
SELECT CAST('a' AS MAP<STRING, STRING>);
