-- error: 2
-- A NULL without a type.
SELECT ROW(1, NULL);
