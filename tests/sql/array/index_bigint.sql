-- error: 2
-- Indexes are INT.
SELECT ARRAY[1, 2][CAST(1 AS BIGINT)];
