-- error: 2
-- Fields that cannot be compared.
SELECT ROW(1, 2) = ROW('a', 2);
