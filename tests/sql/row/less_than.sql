-- error: 2
-- Rows have no order.
SELECT ROW(1, 2) < ROW(1, 3);
