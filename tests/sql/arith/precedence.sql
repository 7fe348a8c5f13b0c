-- Precedence of operators and parentheses.
SELECT 2 + 3 * 4, (2 + 3) * 4, -2 * 3, 2 - -3, 10 / 2 * 5, 10 - 4 - 3, 7 % 4 * 2, NOT TRUE OR TRUE, NOT (TRUE OR TRUE), TRUE OR FALSE AND FALSE,
  1 + 2 = 3 AND 4 > 3, 'a' || 'b' = 'ab', 2 BETWEEN 1 AND 3 AND FALSE, +5, - (2 + 3);
