-- error: 2
-- Refused.
CREATE VIEW v AS SELECT 1 AS a;
ALTER TABLE v ADD b INT;
