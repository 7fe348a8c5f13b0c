-- error: 2
-- A row has no CARDINALITY.
SELECT CARDINALITY(ROW(1, 2));
