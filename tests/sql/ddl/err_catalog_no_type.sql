-- error: 2
-- Refused.
CREATE CATALOG c;
