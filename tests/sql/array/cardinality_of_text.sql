-- error: 2
-- A text has no CARDINALITY.
SELECT CARDINALITY('a');
