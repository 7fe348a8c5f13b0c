-- error: 2
-- A key of another type than the map's keys.
SELECT MAP['a', 'b'][1];
