-- error: 2
-- Refused.
DROP DATABASE default_database;
