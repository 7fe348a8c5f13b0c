-- Precedence of operators and parentheses.
CREATE TABLE sink (c1 INT, c2 INT, c3 INT, c4 INT, c5 INT, c6 INT, c7 INT, c8 BOOLEAN, c9 BOOLEAN, c10 BOOLEAN, c11 BOOLEAN, c12 BOOLEAN, c13 BOOLEAN, c14 INT, c15 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT 2 + 3 * 4, (2 + 3) * 4, -2 * 3, 2 - -3, 10 / 2 * 5, 10 - 4 - 3, 7 % 4 * 2, NOT TRUE OR TRUE, NOT (TRUE OR TRUE), TRUE OR FALSE AND FALSE,
  1 + 2 = 3 AND 4 > 3, 'a' || 'b' = 'ab', 2 BETWEEN 1 AND 3 AND FALSE, +5, - (2 + 3);
