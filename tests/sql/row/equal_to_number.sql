-- error: 2
-- A row is no number.
SELECT ROW(1) = 1;
