-- error: 2
-- There are no casts to a VARIANT.
SELECT CAST('1' AS VARIANT);
