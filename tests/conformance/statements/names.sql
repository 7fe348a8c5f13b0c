-- case: keyword column quoted
SELECT `select` FROM (SELECT 1 AS `select`);

-- case: unicode column
SELECT größe FROM (SELECT 1 AS größe);

-- case: unicode quoted
SELECT `名 前` FROM (SELECT 1 AS `名 前`);

-- case: backtick in name
SELECT `a``b` FROM (SELECT 1 AS `a``b`);

-- case: dot in name
SELECT `a.b` FROM (SELECT 1 AS `a.b`);

-- case: empty name
SELECT `` FROM (SELECT 1 AS ``);

-- case: digit name
SELECT 1 AS 1a;

-- case: dollar name
SELECT $a FROM (SELECT 1 AS $a);

-- case: name case
SELECT A FROM (SELECT 1 AS a);

-- case: table alias case
SELECT V.k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: alias no as
SELECT k kk, n nn FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: alias string
SELECT k AS 'kk' FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: alias reserved
SELECT 1 AS value;

-- case: alias reserved 2
SELECT 1 AS `value`;

-- case: alias non reserved
SELECT 1 AS name, 2 AS type, 3 AS state, 4 AS version;

-- case: alias year
SELECT 1 AS year;

-- case: alias timestamp
SELECT 1 AS timestamp;

-- case: alias count
SELECT COUNT(*) AS count FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: alias key
SELECT 1 AS key, 2 AS data, 3 AS id;

-- case: alias user
SELECT 1 AS user;

-- case: alias order
SELECT 1 AS order;

-- case: alias result
SELECT 1 AS result, 2 AS position;

-- case: alias status
SELECT 1 AS status, 2 AS comment, 3 AS `time`;

-- case: comments
SELECT /* x */ 1 -- y
 AS a /* multi
line */ ;

-- case: comment nested
SELECT /* a /* b */ 1 AS a;

-- case: comment slash
SELECT 1 AS a // rest
;

-- case: comment hash
SELECT 1 AS a # rest
;

-- case: hint empty
SELECT /*+ */ 1 AS a;

-- case: semicolons
;;SELECT 1 AS a;;

-- case: no semicolon
SELECT 1 AS a

-- case: keyword case
select K from (select 1 as K) as T;

-- case: star twice unnest
CREATE VIEW w AS SELECT * FROM (VALUES (1, ARRAY[1, 2])) AS v (x, l) CROSS JOIN UNNEST(l) AS t (x); DESCRIBE w;

-- case: star twice unnest rows
SELECT x0, x FROM (SELECT * FROM (VALUES (1, ARRAY[1, 2])) AS v (x, l) CROSS JOIN UNNEST(l) AS t (x));

-- case: star twice three
CREATE VIEW w AS SELECT * FROM (VALUES (1, ARRAY[1, 2])) AS v (x, l) CROSS JOIN UNNEST(l) AS t (x) CROSS JOIN UNNEST(v.l) AS u (x); DESCRIBE w;

-- case: star and column
CREATE VIEW w AS SELECT v.x, * FROM (VALUES (1, ARRAY[1, 2])) AS v (x, l) CROSS JOIN UNNEST(l) AS t (x); DESCRIBE w;

-- case: star then column
CREATE VIEW w AS SELECT *, v.x AS y FROM (VALUES (1, ARRAY[1, 2])) AS v (x, l) CROSS JOIN UNNEST(l) AS t (x); DESCRIBE w;

-- case: star x0 taken
CREATE VIEW w AS SELECT * FROM (VALUES (1, 2, ARRAY[1, 2])) AS v (x, x0, l) CROSS JOIN UNNEST(l) AS t (x); DESCRIBE w;

-- case: qualified stars
CREATE VIEW w AS SELECT v.*, t.* FROM (VALUES (1, ARRAY[1, 2])) AS v (x, l) CROSS JOIN UNNEST(l) AS t (x); DESCRIBE w;

-- case: two plain stars
CREATE VIEW w AS SELECT *, * FROM (VALUES (1)) AS v (x); DESCRIBE w;

-- case: two plain stars read
SELECT x0 FROM (SELECT *, * FROM (VALUES (1)) AS v (x));

-- case: column then star
CREATE VIEW w AS SELECT x, * FROM (VALUES (1)) AS v (x); DESCRIBE w;

-- case: column alias then star
CREATE VIEW w AS SELECT 2 AS x, * FROM (VALUES (1)) AS v (x); DESCRIBE w;

-- case: star then same name
CREATE VIEW w AS SELECT *, 2 AS x FROM (VALUES (1)) AS v (x); DESCRIBE w;

-- case: with star twice
WITH q AS (SELECT * FROM (VALUES (1, ARRAY[1, 2])) AS v (x, l) CROSS JOIN UNNEST(l) AS t (x)) SELECT x0 FROM q;

