-- MOD over integers and decimals, and the % operator.
CREATE TABLE sink (c1 INT, c2 INT, c3 INT, c4 INT, c5 DECIMAL(2, 1), c6 DECIMAL(2, 1), c7 DECIMAL(2, 1), c8 INT, c9 TINYINT, c10 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT MOD(7, 3), MOD(-7, 3), MOD(7, -3), -7 % 3, MOD(7.5, 2), MOD(-7.5, 2), 7.5 % 2.2, MOD(CAST(7 AS BIGINT), 3), MOD(CAST(7 AS TINYINT), CAST(4 AS TINYINT)), MOD(CAST(NULL AS INT), 3);
