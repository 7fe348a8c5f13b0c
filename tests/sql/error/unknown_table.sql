-- error: 2
-- Unknown table.
SELECT * FROM nowhere;
