-- error: 2
-- A key without a value.
SELECT MAP['a', 'b', 'c'];
