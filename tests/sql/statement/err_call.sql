-- error: 2
-- Refused.
CALL p(1);
