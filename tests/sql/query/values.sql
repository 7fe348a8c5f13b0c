-- VALUES as a query.
VALUES (1, 'a', TRUE), (2, 'b', FALSE);
SELECT x * 2 FROM (VALUES (1), (2), (3)) AS t(x);
VALUES 1, 2;
