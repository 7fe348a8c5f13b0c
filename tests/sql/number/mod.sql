-- MOD over integers and decimals, and the % operator.
SELECT MOD(7, 3), MOD(-7, 3), MOD(7, -3), -7 % 3, MOD(7.5, 2), MOD(-7.5, 2), 7.5 % 2.2, MOD(CAST(7 AS BIGINT), 3), MOD(CAST(7 AS TINYINT), CAST(4 AS TINYINT)), MOD(CAST(NULL AS INT), 3);
