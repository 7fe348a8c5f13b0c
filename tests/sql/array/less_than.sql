-- error: 2
-- Arrays have no order.
SELECT ARRAY[1] < ARRAY[2];
