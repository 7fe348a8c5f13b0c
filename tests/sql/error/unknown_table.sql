-- error: 2
SELECT * FROM nowhere;
