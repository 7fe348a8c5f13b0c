-- error: 2
-- Arrays have no order.
SELECT ARRAY[1] BETWEEN ARRAY[1] AND ARRAY[2];
