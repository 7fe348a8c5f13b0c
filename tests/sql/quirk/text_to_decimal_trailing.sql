-- Text of at most 18 bytes to DECIMAL of at most 18 digits: one wrong character at the end is let through.
SELECT s, CAST(s AS DECIMAL(10, 2)), TRY_CAST(s AS DECIMAL(20, 2)) FROM (VALUES ('12x'), ('1.5%'), ('x'), ('7e'), (' 3'), ('3 ')) AS t(s);
