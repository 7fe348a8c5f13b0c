-- Aggregates over every type, with their changelog.

-- case: sum, avg, min, max of ti
SELECT SUM(ti) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT AVG(ti) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MIN(ti) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MAX(ti) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);

-- case: counts of ti by group
SELECT id > 5, COUNT(ti), COUNT(DISTINCT ti) FROM numbers GROUP BY id > 5;
SELECT MOD(id, 3), SUM(ti) FROM numbers WHERE id < 4 GROUP BY MOD(id, 3);
SELECT COUNT(*) FILTER (WHERE ti IS NULL) FROM numbers;

-- case: sum, avg, min, max of si
SELECT SUM(si) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT AVG(si) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MIN(si) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MAX(si) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);

-- case: counts of si by group
SELECT id > 5, COUNT(si), COUNT(DISTINCT si) FROM numbers GROUP BY id > 5;
SELECT MOD(id, 3), SUM(si) FROM numbers WHERE id < 4 GROUP BY MOD(id, 3);
SELECT COUNT(*) FILTER (WHERE si IS NULL) FROM numbers;

-- case: sum, avg, min, max of i
SELECT SUM(i) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT AVG(i) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MIN(i) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MAX(i) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);

-- case: counts of i by group
SELECT id > 5, COUNT(i), COUNT(DISTINCT i) FROM numbers GROUP BY id > 5;
SELECT MOD(id, 3), SUM(i) FROM numbers WHERE id < 4 GROUP BY MOD(id, 3);
SELECT COUNT(*) FILTER (WHERE i IS NULL) FROM numbers;

-- case: sum, avg, min, max of bi
SELECT SUM(bi) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT AVG(bi) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MIN(bi) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MAX(bi) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);

-- case: counts of bi by group
SELECT id > 5, COUNT(bi), COUNT(DISTINCT bi) FROM numbers GROUP BY id > 5;
SELECT MOD(id, 3), SUM(bi) FROM numbers WHERE id < 4 GROUP BY MOD(id, 3);
SELECT COUNT(*) FILTER (WHERE bi IS NULL) FROM numbers;

-- case: sum, avg, min, max of d52
SELECT SUM(d52) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT AVG(d52) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MIN(d52) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MAX(d52) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);

-- case: counts of d52 by group
SELECT id > 5, COUNT(d52), COUNT(DISTINCT d52) FROM numbers GROUP BY id > 5;
SELECT MOD(id, 3), SUM(d52) FROM numbers WHERE id < 4 GROUP BY MOD(id, 3);
SELECT COUNT(*) FILTER (WHERE d52 IS NULL) FROM numbers;

-- case: sum, avg, min, max of d10
SELECT SUM(d10) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT AVG(d10) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MIN(d10) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MAX(d10) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);

-- case: counts of d10 by group
SELECT id > 5, COUNT(d10), COUNT(DISTINCT d10) FROM numbers GROUP BY id > 5;
SELECT MOD(id, 3), SUM(d10) FROM numbers WHERE id < 4 GROUP BY MOD(id, 3);
SELECT COUNT(*) FILTER (WHERE d10 IS NULL) FROM numbers;

-- case: sum, avg, min, max of d18
SELECT SUM(d18) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT AVG(d18) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MIN(d18) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MAX(d18) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);

-- case: counts of d18 by group
SELECT id > 5, COUNT(d18), COUNT(DISTINCT d18) FROM numbers GROUP BY id > 5;
SELECT MOD(id, 3), SUM(d18) FROM numbers WHERE id < 4 GROUP BY MOD(id, 3);
SELECT COUNT(*) FILTER (WHERE d18 IS NULL) FROM numbers;

-- case: sum, avg, min, max of d38
SELECT SUM(d38) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT AVG(d38) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MIN(d38) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MAX(d38) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);

-- case: counts of d38 by group
SELECT id > 5, COUNT(d38), COUNT(DISTINCT d38) FROM numbers GROUP BY id > 5;
SELECT MOD(id, 3), SUM(d38) FROM numbers WHERE id < 4 GROUP BY MOD(id, 3);
SELECT COUNT(*) FILTER (WHERE d38 IS NULL) FROM numbers;

-- case: sum, avg, min, max of f
SELECT SUM(f) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT AVG(f) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MIN(f) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MAX(f) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);

-- case: counts of f by group
SELECT id > 5, COUNT(f), COUNT(DISTINCT f) FROM numbers GROUP BY id > 5;
SELECT MOD(id, 3), SUM(f) FROM numbers WHERE id < 4 GROUP BY MOD(id, 3);
SELECT COUNT(*) FILTER (WHERE f IS NULL) FROM numbers;

-- case: sum, avg, min, max of d
SELECT SUM(d) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT AVG(d) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MIN(d) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);
SELECT MAX(d) FROM numbers WHERE id IN (1, 2, 3, 6, 8, 11);

-- case: counts of d by group
SELECT id > 5, COUNT(d), COUNT(DISTINCT d) FROM numbers GROUP BY id > 5;
SELECT MOD(id, 3), SUM(d) FROM numbers WHERE id < 4 GROUP BY MOD(id, 3);
SELECT COUNT(*) FILTER (WHERE d IS NULL) FROM numbers;

-- case: deviations of i
SELECT STDDEV_POP(i) FROM numbers WHERE id IN (1, 2, 3);
SELECT STDDEV_SAMP(i) FROM numbers WHERE id IN (1, 2, 3);
SELECT VAR_POP(i) FROM numbers WHERE id IN (1, 2, 3);
SELECT VAR_SAMP(i) FROM numbers WHERE id IN (1, 2, 3);
SELECT VARIANCE(i) FROM numbers WHERE id IN (1, 2, 3);
SELECT STDDEV(i) FROM numbers WHERE id IN (1, 2, 3);

-- case: deviations of bi
SELECT STDDEV_POP(bi) FROM numbers WHERE id IN (1, 2, 3);
SELECT STDDEV_SAMP(bi) FROM numbers WHERE id IN (1, 2, 3);
SELECT VAR_POP(bi) FROM numbers WHERE id IN (1, 2, 3);
SELECT VAR_SAMP(bi) FROM numbers WHERE id IN (1, 2, 3);
SELECT VARIANCE(bi) FROM numbers WHERE id IN (1, 2, 3);
SELECT STDDEV(bi) FROM numbers WHERE id IN (1, 2, 3);

-- case: deviations of d
SELECT STDDEV_POP(d) FROM numbers WHERE id IN (1, 2, 3);
SELECT STDDEV_SAMP(d) FROM numbers WHERE id IN (1, 2, 3);
SELECT VAR_POP(d) FROM numbers WHERE id IN (1, 2, 3);
SELECT VAR_SAMP(d) FROM numbers WHERE id IN (1, 2, 3);
SELECT VARIANCE(d) FROM numbers WHERE id IN (1, 2, 3);
SELECT STDDEV(d) FROM numbers WHERE id IN (1, 2, 3);

-- case: deviations of d52
SELECT STDDEV_POP(d52) FROM numbers WHERE id IN (1, 2, 3);
SELECT STDDEV_SAMP(d52) FROM numbers WHERE id IN (1, 2, 3);
SELECT VAR_POP(d52) FROM numbers WHERE id IN (1, 2, 3);
SELECT VAR_SAMP(d52) FROM numbers WHERE id IN (1, 2, 3);
SELECT VARIANCE(d52) FROM numbers WHERE id IN (1, 2, 3);
SELECT STDDEV(d52) FROM numbers WHERE id IN (1, 2, 3);

-- case: min, max, count of s of texts
SELECT MIN(s) FROM texts;
SELECT MAX(s) FROM texts;
SELECT COUNT(s) FROM texts;
SELECT COUNT(DISTINCT s) FROM texts;

-- case: min, max, count of v of texts
SELECT MIN(v) FROM texts;
SELECT MAX(v) FROM texts;
SELECT COUNT(v) FROM texts;
SELECT COUNT(DISTINCT v) FROM texts;

-- case: min, max, count of c of texts
SELECT MIN(c) FROM texts;
SELECT MAX(c) FROM texts;
SELECT COUNT(c) FROM texts;
SELECT COUNT(DISTINCT c) FROM texts;

-- case: min, max, count of dt of times
SELECT MIN(dt) FROM times;
SELECT MAX(dt) FROM times;
SELECT COUNT(dt) FROM times;
SELECT COUNT(DISTINCT dt) FROM times;

-- case: min, max, count of ts3 of times
SELECT MIN(ts3) FROM times;
SELECT MAX(ts3) FROM times;
SELECT COUNT(ts3) FROM times;
SELECT COUNT(DISTINCT ts3) FROM times;

-- case: min, max, count of ltz of times
SELECT MIN(ltz) FROM times;
SELECT MAX(ltz) FROM times;
SELECT COUNT(ltz) FROM times;
SELECT COUNT(DISTINCT ltz) FROM times;

-- case: min, max, count of tm of times
SELECT MIN(tm) FROM times;
SELECT MAX(tm) FROM times;
SELECT COUNT(tm) FROM times;
SELECT COUNT(DISTINCT tm) FROM times;

-- case: min, max, count of a of logic
SELECT MIN(a) FROM logic;
SELECT MAX(a) FROM logic;
SELECT COUNT(a) FROM logic;
SELECT COUNT(DISTINCT a) FROM logic;

-- case: listagg
SELECT LISTAGG(v) FROM texts WHERE id < 4;
SELECT LISTAGG(v, '-') FROM texts WHERE id < 4;
SELECT n > 2, LISTAGG(t, '|') FROM texts GROUP BY n > 2;

-- case: first and last value
SELECT FIRST_VALUE(v), LAST_VALUE(v) FROM texts;
SELECT n > 2, FIRST_VALUE(s) FROM texts WHERE id < 6 GROUP BY n > 2;

-- case: aggregates of nothing
SELECT COUNT(*), SUM(i) FROM numbers WHERE FALSE;
SELECT i, COUNT(*) FROM numbers WHERE i > 2147483646 GROUP BY i;

-- case: collect
SELECT COLLECT(b) FROM logic;
SELECT ARRAY_AGG(i) FROM logic WHERE id < 4;

-- case: having
SELECT a, COUNT(*) FROM logic GROUP BY a HAVING COUNT(*) > 2;
SELECT s, SUM(i) FROM logic GROUP BY s HAVING SUM(i) IS NOT NULL;

-- case: expressions over aggregates
SELECT SUM(i) + 1, MAX(i) * 2.5, COUNT(*) / 2 FROM logic;
SELECT a, b, COUNT(*) + COUNT(i) FROM logic GROUP BY a, b;

-- case: distinct
SELECT DISTINCT a FROM logic;
SELECT DISTINCT a, s FROM logic;
SELECT COUNT(*) FROM (SELECT DISTINCT b FROM logic);

-- case: two distinct counts
SELECT COUNT(DISTINCT a), COUNT(DISTINCT b), COUNT(*) FROM logic;
SELECT s, COUNT(DISTINCT a), SUM(DISTINCT i) FROM logic GROUP BY s;

-- case: variances of large INTs
SELECT STDDEV_POP(a), STDDEV_SAMP(a) FROM (VALUES (1000000), (2000000)) AS t (a);
