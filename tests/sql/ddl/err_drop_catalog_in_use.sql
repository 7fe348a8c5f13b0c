-- error: 2
-- Refused.
DROP CATALOG default_catalog;
