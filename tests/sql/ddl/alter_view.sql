-- A view gets another query.
CREATE VIEW v AS SELECT 1 AS a;
ALTER VIEW v AS SELECT 'x' AS b, 2 AS c;
DESCRIBE v;
SELECT * FROM v;
