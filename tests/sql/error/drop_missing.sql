-- error: 2
-- Drop missing.
DROP TABLE missing;
