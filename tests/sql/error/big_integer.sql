-- error: 2
-- Big integer.
SELECT 9223372036854775808;
