-- error: 2
-- Rows of different sizes.
SELECT ROW(1, 2) = ROW(1);
