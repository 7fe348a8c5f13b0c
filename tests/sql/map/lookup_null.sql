-- error: 2
-- A NULL without a type is no key.
SELECT MAP['a', 1][NULL];
