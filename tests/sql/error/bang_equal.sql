-- error: 2
-- Flink has no !=.
SELECT 1 != 2;
