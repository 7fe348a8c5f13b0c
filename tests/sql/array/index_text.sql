-- error: 2
-- A text is no index.
SELECT ARRAY[1, 2]['a'];
