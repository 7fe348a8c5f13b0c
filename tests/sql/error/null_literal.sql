-- error: 2
-- NULL without a type.
SELECT NULL;
