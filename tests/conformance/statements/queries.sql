-- Filters, unions, subqueries, names.

-- case: numbers where ti > 0; where d52 BETWEEN -2 AND 3
SELECT id FROM numbers WHERE ti > 0;
SELECT id FROM numbers WHERE d52 BETWEEN -2 AND 3;
SELECT COUNT(*) FROM numbers WHERE NOT (ti > 0);

-- case: numbers where f = d; where bi IN (5, 0, -1)
SELECT id FROM numbers WHERE f = d;
SELECT id FROM numbers WHERE bi IN (5, 0, -1);
SELECT COUNT(*) FROM numbers WHERE NOT (f = d);

-- case: numbers where d38 < d18; where i IS NULL OR j > 5
SELECT id FROM numbers WHERE d38 < d18;
SELECT id FROM numbers WHERE i IS NULL OR j > 5;
SELECT COUNT(*) FROM numbers WHERE NOT (d38 < d18);

-- case: numbers where NOT (ti > 0 AND si < 100); where COALESCE(ti, 0) = 0
SELECT id FROM numbers WHERE NOT (ti > 0 AND si < 100);
SELECT id FROM numbers WHERE COALESCE(ti, 0) = 0;
SELECT COUNT(*) FROM numbers WHERE NOT (NOT (ti > 0 AND si < 100));

-- case: numbers where d > 0 OR f > 0; where ABS(nz) > 3
SELECT id FROM numbers WHERE d > 0 OR f > 0;
SELECT id FROM numbers WHERE ABS(nz) > 3;
SELECT COUNT(*) FROM numbers WHERE NOT (d > 0 OR f > 0);

-- case: texts where s LIKE '%l%'; where CHAR_LENGTH(s) > 5
SELECT id FROM texts WHERE s LIKE '%l%';
SELECT id FROM texts WHERE CHAR_LENGTH(s) > 5;
SELECT COUNT(*) FROM texts WHERE NOT (s LIKE '%l%');

-- case: texts where v = TRIM(c); where s > t
SELECT id FROM texts WHERE v = TRIM(c);
SELECT id FROM texts WHERE s > t;
SELECT COUNT(*) FROM texts WHERE NOT (v = TRIM(c));

-- case: texts where s IS NOT DISTINCT FROM t; where UPPER(v) = 'ABC'
SELECT id FROM texts WHERE s IS NOT DISTINCT FROM t;
SELECT id FROM texts WHERE UPPER(v) = 'ABC';
SELECT COUNT(*) FROM texts WHERE NOT (s IS NOT DISTINCT FROM t);

-- case: texts where b > bb; where n IN (1, 2, 3)
SELECT id FROM texts WHERE b > bb;
SELECT id FROM texts WHERE n IN (1, 2, 3);
SELECT COUNT(*) FROM texts WHERE NOT (b > bb);

-- case: texts where t IS NULL; where s SIMILAR TO '[a-z]*'
SELECT id FROM texts WHERE t IS NULL;
SELECT id FROM texts WHERE s SIMILAR TO '[a-z]*';
SELECT COUNT(*) FROM texts WHERE NOT (t IS NULL);

-- case: times where dt > DATE '2000-01-01'; where ts3 < ts3b
SELECT id FROM times WHERE dt > DATE '2000-01-01';
SELECT id FROM times WHERE ts3 < ts3b;
SELECT COUNT(*) FROM times WHERE NOT (dt > DATE '2000-01-01');

-- case: times where EXTRACT(YEAR FROM ts3) = 2024; where dt BETWEEN '1970-01-01' AND '2024-12-31'
SELECT id FROM times WHERE EXTRACT(YEAR FROM ts3) = 2024;
SELECT id FROM times WHERE dt BETWEEN '1970-01-01' AND '2024-12-31';
SELECT COUNT(*) FROM times WHERE NOT (EXTRACT(YEAR FROM ts3) = 2024);

-- case: times where ltz >= ltz0; where tm < TIME '12:00:00'
SELECT id FROM times WHERE ltz >= ltz0;
SELECT id FROM times WHERE tm < TIME '12:00:00';
SELECT COUNT(*) FROM times WHERE NOT (ltz >= ltz0);

-- case: times where ts6 IS NULL; where ts3 + INTERVAL '1' DAY > ts3b
SELECT id FROM times WHERE ts6 IS NULL;
SELECT id FROM times WHERE ts3 + INTERVAL '1' DAY > ts3b;
SELECT COUNT(*) FROM times WHERE NOT (ts6 IS NULL);

-- case: times where DATE_FORMAT(ts3, 'MM') = '02'; where TIMESTAMPDIFF(DAY, dt2, dt) > 100
SELECT id FROM times WHERE DATE_FORMAT(ts3, 'MM') = '02';
SELECT id FROM times WHERE TIMESTAMPDIFF(DAY, dt2, dt) > 100;
SELECT COUNT(*) FROM times WHERE NOT (DATE_FORMAT(ts3, 'MM') = '02');

-- case: logic where a; where NOT b
SELECT id FROM logic WHERE a;
SELECT id FROM logic WHERE NOT b;
SELECT COUNT(*) FROM logic WHERE NOT (a);

-- case: logic where a AND b; where a OR b
SELECT id FROM logic WHERE a AND b;
SELECT id FROM logic WHERE a OR b;
SELECT COUNT(*) FROM logic WHERE NOT (a AND b);

-- case: logic where a IS NOT TRUE; where a = b
SELECT id FROM logic WHERE a IS NOT TRUE;
SELECT id FROM logic WHERE a = b;
SELECT COUNT(*) FROM logic WHERE NOT (a IS NOT TRUE);

-- case: logic where b IS UNKNOWN; where s IN ('x')
SELECT id FROM logic WHERE b IS UNKNOWN;
SELECT id FROM logic WHERE s IN ('x');
SELECT COUNT(*) FROM logic WHERE NOT (b IS UNKNOWN);

-- case: logic where (a OR b) AND i = 1; where a <> b
SELECT id FROM logic WHERE (a OR b) AND i = 1;
SELECT id FROM logic WHERE a <> b;
SELECT COUNT(*) FROM logic WHERE NOT ((a OR b) AND i = 1);

-- case: union all
SELECT id FROM logic WHERE id < 3 UNION ALL SELECT id FROM logic WHERE id < 2;
SELECT 1 UNION ALL SELECT 2.5;
SELECT 'a' UNION ALL SELECT 'bcd';

-- case: with
WITH q AS (SELECT id, i FROM logic), r AS (SELECT id FROM q WHERE i = 1) SELECT * FROM r;
WITH q (x, y) AS (VALUES (1, 'a'), (2, 'b')) SELECT y, x FROM q;

-- case: values
VALUES (1, 'a'), (2, 'bb');
SELECT * FROM (VALUES (1, 2.5), (2, CAST(NULL AS DECIMAL(3, 1)))) AS t (x, y);

-- case: subqueries
SELECT x + 1 FROM (SELECT i AS x FROM logic WHERE i IS NOT NULL) WHERE x > 0;
SELECT t.* FROM (SELECT id, s FROM logic WHERE id < 3) AS t;

-- case: names
SELECT logic.id, l.s FROM logic JOIN (SELECT s FROM logic WHERE FALSE) AS l ON TRUE;
SELECT `id` AS `the id` FROM logic WHERE id = 1;

-- case: stars
SELECT * FROM logic WHERE id < 3;
SELECT id, l.* FROM logic AS l WHERE id = 4;

-- case: case in where
SELECT id FROM numbers WHERE CASE WHEN nz > 0 THEN 10 / nz > 1 ELSE FALSE END;
SELECT id FROM logic WHERE COALESCE(a, b, FALSE);

-- case: empty results
SELECT id FROM logic WHERE FALSE;
SELECT 1 WHERE 1 = 0;
SELECT COUNT(*) FROM logic WHERE a AND NOT a;
