-- error: 1
-- JSON(..) of a text that is none.
SELECT JSON_ARRAY(JSON(j)) FROM (VALUES ('{a}')) AS t(j);
