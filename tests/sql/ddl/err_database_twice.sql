-- error: 2
-- Refused.
CREATE DATABASE default_database;
