-- error: 2
-- There are no casts of a VARIANT.
SELECT CAST(PARSE_JSON('1') AS INT);
