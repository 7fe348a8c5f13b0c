-- What cannot run yet is refused by name, when nothing else is wrong.
CREATE TABLE orders (
  id INT, customer STRING, qty INT, price DECIMAL(10, 2), amount DOUBLE, paid BOOLEAN, day_ DATE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders', 'format' = 'json');
CREATE TABLE clicks (id INT, url STRING, happened TIMESTAMP(3), WATERMARK FOR happened AS happened)
WITH ('connector' = 'filesystem', 'path' = 'clicks', 'format' = 'json');
CREATE TABLE sink (customer STRING, n BIGINT) WITH ('connector' = 'print');
CREATE TABLE files (customer STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'files', 'format' = 'json');

SELECT o.id, c.url FROM orders AS o JOIN clicks AS c ON o.id = c.id;
--> 1:37: JOIN is not available yet; a query reads one table, subquery or UNION

SELECT o.id FROM orders AS o LEFT JOIN clicks AS c ON o.id = c.id AND c.happened BETWEEN o.ts AND o.ts + INTERVAL '1' HOUR;
--> 1:30: LEFT JOIN is not available yet; a query reads one table, subquery or UNION

SELECT o.id FROM orders AS o RIGHT OUTER JOIN clicks AS c USING (id);
--> 1:30: RIGHT JOIN is not available yet; a query reads one table, subquery or UNION

SELECT o.id FROM orders AS o FULL JOIN clicks AS c ON o.id = c.id;
--> 1:30: FULL JOIN is not available yet; a query reads one table, subquery or UNION

SELECT o.id FROM orders AS o NATURAL JOIN clicks AS c;
--> 1:30: NATURAL JOIN is not available yet; a query reads one table, subquery or UNION

SELECT o.id FROM orders AS o CROSS JOIN clicks AS c;
--> 1:30: a list of tables, or CROSS JOIN, is not available yet; a query reads one table, subquery or UNION

SELECT orders.id FROM orders, clicks WHERE orders.id = clicks.id;
--> 1:29: a list of tables, or CROSS JOIN, is not available yet; a query reads one table, subquery or UNION

SELECT o.id FROM orders AS o JOIN clicks FOR SYSTEM_TIME AS OF o.ts AS c ON o.id = c.id;
--> 1:30: temporal and lookup joins (FOR SYSTEM_TIME AS OF) are not available yet; a query reads one table, subquery or UNION

SELECT o.id FROM orders AS o JOIN clicks FOR SYSTEM_TIME AS OF o.tss AS c ON o.id = c.id;
--> 1:66: unknown column 'tss' in table 'o' - did you mean 'ts'?

SELECT o.id FROM orders AS o JOIN clicks FOR SYSTEM_TIME AS OF o.id AS c ON o.id = c.id;
--> 1:64: FOR SYSTEM_TIME AS OF takes a time attribute of the other table, not INT

SELECT o.id FROM orders FOR SYSTEM_TIME AS OF ts AS o;
--> 1:47: FOR SYSTEM_TIME AS OF is for the right table of a JOIN: FROM o JOIN t FOR SYSTEM_TIME AS OF o.ts ON ..

SELECT o.id, x.url FROM orders AS o, LATERAL (SELECT url FROM clicks WHERE clicks.id = o.id) AS x;
--> 1:36: LATERAL is not available yet; a query reads one table, subquery or UNION

SELECT o.id, x.url FROM orders AS o, LATERAL (SELECT url FROM clicks WHERE clicks.id = o.idd) AS x;
--> 1:90: unknown column 'idd' in table 'o' - did you mean 'id'?

SELECT o.id FROM orders AS o, LATERAL TABLE(SPLITT(o.customer)) AS t (word);
--> 1:45: unknown table function 'SPLITT'; there are TUMBLE and HOP

SELECT id FROM orders WHERE id IN (SELECT id FROM clicks);
--> 1:29: IN (query) is not available yet; a query can stand in FROM

SELECT id FROM orders WHERE id NOT IN (SELECT id FROM clicks);
--> 1:29: NOT IN (query) is not available yet; a query can stand in FROM

SELECT id FROM orders AS o WHERE EXISTS (SELECT 1 FROM clicks AS c WHERE c.id = o.id);
--> 1:34: EXISTS (query) is not available yet; a query can stand in FROM

SELECT id FROM orders AS o WHERE EXISTS (SELECT 1 FROM clicks AS c WHERE c.id = o.idd);
--> 1:83: unknown column 'idd' in table 'o' - did you mean 'id'?

SELECT id, (SELECT MAX(id) FROM clicks) FROM orders;
--> 1:12: a query as a value is not available yet; a query can stand in FROM

SELECT id FROM orders WHERE qty > (SELECT AVG(id) FROM clicks);
--> 1:35: a query as a value is not available yet; a query can stand in FROM

SELECT id FROM orders WHERE qty > ALL (SELECT id FROM clicks);
--> 1:29: a comparison with ALL (query) is not available yet; a query can stand in FROM

SELECT id FROM orders WHERE qty = ANY (SELECT idd FROM clicks);
--> 1:47: unknown column 'idd' in table 'clicks' - did you mean 'id'?

SELECT id FROM orders ORDER BY ts;
--> 1:32: ORDER BY is not available yet: a stream has no end to sort at

SELECT id FROM orders ORDER BY tss;
--> 1:32: unknown column 'tss' in table 'orders' - did you mean 'ts'?

SELECT id FROM orders ORDER BY 2;
--> 1:32: ORDER BY 2: the result has 1 column

SELECT id FROM orders LIMIT 10;
--> 1:29: LIMIT is not available yet; filter with WHERE

SELECT id FROM orders LIMIT many;
--> 1:29: LIMIT takes a number of rows, such as 10

SELECT id FROM orders OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY;
--> 1:30: OFFSET is not available yet; filter with WHERE

SELECT id FROM orders INTERSECT SELECT id FROM clicks;
--> 1:23: INTERSECT is not available yet; UNION and UNION ALL are

SELECT id FROM orders EXCEPT SELECT id FROM clicks;
--> 1:23: EXCEPT is not available yet; UNION and UNION ALL are

SELECT id FROM orders MINUS SELECT id FROM clicks;
--> 1:23: MINUS is written EXCEPT in Flink SQL

SELECT id, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY ts) AS rn FROM orders;
--> 1:12: OVER windows, and so Top-N and deduplication, are not available yet; TUMBLE and HOP with GROUP BY are

SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY ts DESC) AS rn FROM orders) WHERE rn = 1;
--> 1:28: OVER windows, and so Top-N and deduplication, are not available yet; TUMBLE and HOP with GROUP BY are

SELECT id, SUM(qty) OVER (PARTITION BY customer ORDER BY ts RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW) FROM orders;
--> 1:12: OVER windows are not available yet; TUMBLE and HOP with GROUP BY are

SELECT id, SUM(qty) OVER (PARTITION BY custommer ORDER BY ts) FROM orders;
--> 1:40: unknown column 'custommer' in table 'orders' - did you mean 'customer'?

SELECT id, SUM(customer) OVER (PARTITION BY customer ORDER BY ts) FROM orders;
--> 1:12: SUM takes one number, not (STRING)

SELECT id, SUM(qty) OVER (PARTITION BY customer) FROM orders;
--> 1:26: SUM needs an order: OVER (PARTITION BY .. ORDER BY ..)

SELECT id, SUM(qty) OVER w FROM orders WINDOW w AS (PARTITION BY customer ORDER BY ts);
--> 1:12: OVER windows are not available yet; TUMBLE and HOP with GROUP BY are

SELECT id, SUM(qty) OVER ww FROM orders WINDOW w AS (PARTITION BY customer ORDER BY ts);
--> 1:26: unknown window 'ww'; name it with WINDOW at the end of the SELECT

SELECT id FROM orders WHERE ROW_NUMBER() OVER (ORDER BY ts) = 1;
--> 1:29: ROW_NUMBER with OVER cannot stand in WHERE; put it into the SELECT of a subquery, and filter around that

SELECT LAG(qty) FROM orders;
--> 1:8: LAG needs an OVER: LAG(value [, rows [, default]]) OVER (PARTITION BY .. ORDER BY ..)

SELECT ROW_NUMBER(id) OVER (ORDER BY ts) FROM orders;
--> 1:8: ROW_NUMBER has 1 argument; write ROW_NUMBER()

SELECT LAG(qty, 1) OVER (PARTITION BY customer ORDER BY ts) FROM orders;
--> 1:8: OVER windows, and so Top-N and deduplication, are not available yet; TUMBLE and HOP with GROUP BY are

SELECT UPPER(customer) OVER (ORDER BY ts) FROM orders;
--> 1:8: 'UPPER' is not an aggregate; OVER is for aggregates, ROW_NUMBER, RANK, LAG and the like

SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer ORDER BY ts) = 1;
--> 1:31: OVER windows, and so Top-N and deduplication, are not available yet; TUMBLE and HOP with GROUP BY are

SELECT * FROM orders MATCH_RECOGNIZE (PARTITION BY customer ORDER BY ts MEASURES A.id AS a PATTERN (A B) DEFINE B AS B.qty > A.qty);
--> 1:22: MATCH_RECOGNIZE is not available yet

SELECT window_start, COUNT(*) FROM CUMULATE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR, INTERVAL '1' DAY) GROUP BY window_start, window_end;
--> 1:36: CUMULATE windows are not available yet; TUMBLE and HOP are

SELECT window_start, COUNT(*) FROM SESSION(TABLE orders PARTITION BY customer, DESCRIPTOR(ts), INTERVAL '5' MINUTE) GROUP BY window_start, window_end;
--> 1:36: SESSION windows are not available yet; TUMBLE and HOP are

SELECT COUNT(*) FROM orders GROUP BY TUMBLE(ts, INTERVAL '1' HOUR);
--> 1:38: group windows are not available; use the table function: FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR) GROUP BY window_start, window_end

SELECT * FROM orders TABLESAMPLE BERNOULLI (10);
--> 1:22: TABLESAMPLE is not available

SELECT * FROM orders PIVOT (SUM(qty) FOR customer IN ('a'));
--> 1:22: PIVOT is not available, in Flink neither; write MAX(CASE WHEN .. THEN .. END) for each column

INSERT OVERWRITE files SELECT customer, 1 FROM orders;
--> 1:1: INSERT OVERWRITE is for batch jobs; write INSERT INTO

INSERT INTO sink SELECT o.customer, 1 FROM orders AS o JOIN clicks AS c ON o.id = c.id;
--> 1:56: JOIN is not available yet; a query reads one table, subquery or UNION

SELECT *
FROM orders MATCH_RECOGNIZE (
  PARTITION BY customer
  ORDER BY ts
  MEASURES FIRST(A.id) AS first_id, LAST(B.qty, 1) AS q, MATCH_ROWTIME() AS t
  ONE ROW PER MATCH
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B{2,}? C*) WITHIN INTERVAL '1' HOUR
  DEFINE B AS B.qty > PREV(B.qty), C AS SUM(B.qty) < 10
) AS m;
--> 2:13: MATCH_RECOGNIZE is not available yet

SELECT m.first_idd
FROM orders MATCH_RECOGNIZE (
  PARTITION BY customer ORDER BY ts MEASURES A.id AS first_id PATTERN (A B) DEFINE B AS B.qty > A.qty
) AS m;
--> 1:10: unknown column 'first_idd' in table 'm' - did you mean 'first_id'?

SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY ts MEASURES A.idd AS x PATTERN (A B) DEFINE B AS TRUE);
--> 1:62: unknown column 'idd' in table 'A' - did you mean 'id'?

SELECT * FROM orders MATCH_RECOGNIZE (PARTITION BY custommer ORDER BY ts MEASURES A.id AS x PATTERN (A B) DEFINE B AS TRUE);
--> 1:52: unknown column 'custommer' in table 'orders' - did you mean 'customer'?

SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS x PATTERN (A B) DEFINE C AS TRUE);
--> 1:91: DEFINE: 'C' is not in PATTERN

SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS x PATTERN (A B) DEFINE B AS B.qty);
--> 1:96: the condition of DEFINE must be BOOLEAN, not INT

SELECT * FROM orders MATCH_RECOGNIZE (MEASURES A.id AS x PATTERN (A B) DEFINE B AS TRUE);
--> 1:22: MATCH_RECOGNIZE needs ORDER BY a time attribute: rows are matched in that order

SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS x DEFINE B AS TRUE);
--> 1:70: expected PATTERN, found 'DEFINE'

SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id PATTERN (A B) DEFINE B AS TRUE);
--> 1:65: expected AS, found 'PATTERN'

SELECT id FROM orders WHERE qty > ? AND id | 1 = 2;
--> 1:35: unexpected character '?'; parameters are not part of a script

CREATE VIEW matched AS
SELECT o.id, c.url FROM orders AS o JOIN clicks AS c ON o.id = c.id;
SELECT url FROM matched;
--> 3:17: view 'matched' (line 2, column 37): JOIN is not available yet; a query reads one table, subquery or UNION

CREATE VIEW first_ten AS SELECT id FROM orders ORDER BY ts LIMIT 10; SELECT id FROM first_ten WHERE idd = 1;
--> 1:101: unknown column 'idd' in table 'first_ten' - did you mean 'id'?

CREATE VIEW ranked AS SELECT id, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY ts) AS rn FROM orders;
CREATE VIEW firsts AS SELECT id FROM ranked WHERE rn = 1;
INSERT INTO files SELECT 'all', COUNT(*) FROM firsts;
--> 3:47: view 'firsts' (line 2, column 38): view 'ranked' (line 1, column 34): OVER windows, and so Top-N and deduplication, are not available yet; TUMBLE and HOP with GROUP BY are

CREATE VIEW matched AS SELECT o.id, c.urll FROM orders AS o JOIN clicks AS c ON o.id = c.id;
--> 1:39: unknown column 'urll' in table 'c' - did you mean 'url'?

