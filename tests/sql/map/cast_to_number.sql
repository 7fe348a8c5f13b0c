-- error: 2
-- A map is no number.
SELECT CAST(MAP['a', 'b'] AS INT);
