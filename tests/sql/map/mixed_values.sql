-- error: 2
-- Values of several types.
SELECT MAP['a', 'b', 'c', 1];
