-- error: 2
-- Arrays have no order.
SELECT GREATEST(ARRAY[1], ARRAY[2]);
