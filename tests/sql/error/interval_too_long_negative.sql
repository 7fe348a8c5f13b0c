-- error: 2
-- A sign is no digit.
SELECT INTERVAL -'100' MINUTE AS i;
