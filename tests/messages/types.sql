-- Types that do not fit.
CREATE TABLE orders (
  id INT, customer STRING, qty INT, price DECIMAL(10, 2), amount DOUBLE, paid BOOLEAN, day_ DATE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders', 'format' = 'json');
CREATE TABLE clicks (id INT, url STRING, happened TIMESTAMP(3), WATERMARK FOR happened AS happened)
WITH ('connector' = 'filesystem', 'path' = 'clicks', 'format' = 'json');
CREATE TABLE sink (customer STRING, n BIGINT) WITH ('connector' = 'print');
CREATE TABLE files (customer STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'files', 'format' = 'json');

SELECT id + customer FROM orders;
--> 1:11: + takes two numbers, or a date or time and an interval, not (INT, STRING); write CAST(.. AS INT)

SELECT customer + 1 FROM orders;
--> 1:17: + takes two numbers, or a date or time and an interval, not (STRING, INT); write CAST(.. AS INT)

SELECT customer || id FROM orders;
--> 1:17: || takes two texts, not (STRING, INT); write CAST(.. AS STRING)

SELECT id = customer FROM orders;
--> 1:11: cannot compare INT with STRING (=): cast one of them, as in CAST(.. AS INT)

SELECT customer = 7 FROM orders;
--> 1:17: cannot compare STRING with INT (=): cast one of them, as in CAST(.. AS INT)

SELECT ts > day_ FROM orders;
--> 1:11: cannot compare TIMESTAMP(3) with DATE (>): cast one of them, as in CAST(.. AS TIMESTAMP(3))

SELECT ts - 5 FROM orders;
--> 1:11: - takes no number beside a date or time; write INTERVAL '1' DAY

SELECT day_ - day_ FROM orders;
--> 1:13: - cannot take two dates or times; use TIMESTAMPDIFF(unit, a, b)

SELECT paid + 1 FROM orders;
--> 1:13: + takes two numbers, or a date or time and an interval, not (BOOLEAN, INT)

SELECT paid > 1 FROM orders;
--> 1:13: cannot compare BOOLEAN with INT (>): cast one of them, as in CAST(.. AS INT)

SELECT -customer FROM orders;
--> 1:8: - takes one number or interval, not (STRING)

SELECT NOT qty FROM orders;
--> 1:12: the operand of NOT must be BOOLEAN, not INT

SELECT id FROM orders WHERE qty;
--> 1:29: the condition of WHERE must be BOOLEAN, not INT

SELECT id FROM orders WHERE customer;
--> 1:29: the condition of WHERE must be BOOLEAN, not STRING

SELECT id FROM orders WHERE qty AND paid;
--> 1:29: an operand of AND must be BOOLEAN, not INT

SELECT id FROM orders WHERE qty = 1 OR customer;
--> 1:40: an operand of OR must be BOOLEAN, not STRING

SELECT id FROM orders WHERE customer IS TRUE;
--> 1:29: the operand of IS TRUE, IS FALSE and IS UNKNOWN must be BOOLEAN, not STRING

SELECT id FROM orders WHERE customer LIKE 5;
--> 1:29: LIKE takes a text, a pattern and maybe an escape character, not (STRING, INT); write CAST(.. AS STRING)

SELECT id FROM orders WHERE qty LIKE '5%';
--> 1:29: LIKE takes a text, a pattern and maybe an escape character, not (INT, CHAR(2)); write CAST(.. AS STRING)

SELECT id FROM orders WHERE qty BETWEEN 'a' AND 'b';
--> 1:41: this text is read as BIGINT, and it is none; write one that is, or CAST the other side AS STRING

SELECT id FROM orders WHERE qty < 'many';
--> 1:35: this text is read as BIGINT, and it is none; write one that is, or CAST the other side AS STRING

SELECT id FROM orders WHERE qty = '7';
--> 1:33: cannot compare INT with CHAR(1) (=): cast one of them, as in CAST(.. AS INT)

SELECT CASE WHEN qty THEN 1 END FROM orders;
--> 1:18: the condition of WHEN must be BOOLEAN, not INT

SELECT CASE WHEN paid THEN 1 ELSE 'no' END FROM orders;
--> 1:35: the results of CASE have no common type: INT and CHAR(2); CAST one of them

SELECT CASE qty WHEN 'one' THEN 1 END FROM orders;
--> 1:22: cannot compare INT with CHAR(3) (=): cast one of them, as in CAST(.. AS INT)

SELECT CASE WHEN paid THEN NULL END FROM orders;
--> 1:8: this NULL has no type; write CAST(NULL AS type), for example CAST(NULL AS STRING)

SELECT COALESCE(qty, customer) FROM orders;
--> 1:8: COALESCE takes values of one type, not (INT, STRING)

SELECT IF(qty, 1, 2) FROM orders;
--> 1:8: IF takes a BOOLEAN and two values of one type, not (INT, INT, INT)

SELECT NULLIF(qty, customer) FROM orders;
--> 1:8: NULLIF takes two values that can be compared, not (INT, STRING)

SELECT NULL FROM orders;
--> 1:8: this NULL has no type; write CAST(NULL AS type), for example CAST(NULL AS STRING)

SELECT CAST(id AS DATE) FROM orders;
--> 1:8: there is no cast from INT to DATE

SELECT CAST(paid AS TIMESTAMP(3)) FROM orders;
--> 1:8: there is no cast from BOOLEAN to TIMESTAMP(3)

SELECT CAST(ts AS INT) FROM orders;
--> 1:8: there is no cast from TIMESTAMP(3) to INT; use UNIX_TIMESTAMP(CAST(x AS STRING))

SELECT CAST(id AS MONEY) FROM orders;
--> 1:19: CAST: unknown type 'MONEY'

SELECT CAST(id AS STRNIG) FROM orders;
--> 1:19: CAST: unknown type 'STRNIG' - did you mean 'STRING'?

SELECT CAST(id AS DECIMAL(50, 2)) FROM orders;
--> 1:19: CAST: the precision of DECIMAL must be between 1 and 38, not 50

SELECT CAST(id AS DECIMAL(5, 7)) FROM orders;
--> 1:19: CAST: the scale of DECIMAL must be between 0 and 5, not 7

SELECT CAST(id AS TIMESTAMP(12)) FROM orders;
--> 1:19: CAST: the precision of TIMESTAMP must be between 0 and 9, not 12

SELECT UPPER(qty) FROM orders;
--> 1:8: UPPER takes one text, not (INT); write CAST(.. AS STRING)

SELECT UPPER(customer, 1) FROM orders;
--> 1:8: UPPER takes one text, not (STRING, INT)

SELECT UPPER() FROM orders;
--> 1:8: UPPER takes one text, not ()

SELECT SUBSTRING(customer) FROM orders;
--> 1:26: expected FROM or ',', found ')'

SELECT SUBSTRING(customer, 'a') FROM orders;
--> 1:8: SUBSTRING takes a text, a position and maybe a length, not (STRING, CHAR(1)); write CAST(.. AS INT)

SELECT ABS(customer) FROM orders;
--> 1:8: ABS takes one number, not (STRING); write CAST(.. AS DOUBLE)

SELECT ROUND(customer, 2) FROM orders;
--> 1:8: ROUND takes a number and maybe a number of digits, not (STRING, INT); write CAST(.. AS DOUBLE)

SELECT MOD(qty) FROM orders;
--> 1:8: MOD takes two exact numbers, not (INT)

SELECT DATE_FORMAT(customer) FROM orders;
--> 1:8: DATE_FORMAT takes a TIMESTAMP or text, and a pattern, not (STRING)

SELECT EXTRACT(YEAR FROM customer) FROM orders;
--> 1:8: EXTRACT takes a unit and a date, time or interval, not (a unit, STRING); write CAST(.. AS TIMESTAMP(3))

SELECT EXTRACT(CENTURYY FROM ts) FROM orders;
--> 1:16: expected a unit of time (YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND), found 'CENTURYY'

SELECT TIMESTAMPADD(HOUR, ts, 1) FROM orders;
--> 1:8: TIMESTAMPADD takes a unit, a number and a date or time, not (a unit, TIMESTAMP(3), INT)

SELECT CONCAT(qty, 'x') FROM orders;
--> 1:8: CONCAT takes one or more texts, not (INT, CHAR(1)); write CAST(.. AS STRING)

SELECT SUM(customer) FROM orders;
--> 1:8: SUM takes one number, not (STRING)

SELECT AVG(ts) FROM orders;
--> 1:8: AVG takes one number, not (TIMESTAMP(3))

SELECT SUM(qty, id) FROM orders;
--> 1:8: SUM takes one number, not (INT, INT)

SELECT COUNT(DISTINCT qty, id) FROM orders;
--> 1:8: COUNT(DISTINCT ..) counts one column, in Flink too; count the rows of a SELECT DISTINCT instead

SELECT MAX() FROM orders;
--> 1:8: aggregate 'MAX' has no argument

SELECT DATE '2024-13-01';
--> 1:8: '2024-13-01' is not a date; write it as '2024-12-31'

SELECT TIMESTAMP '2024-01-01 25:00:00';
--> 1:8: '2024-01-01 25:00:00' is not a timestamp; write it as '2024-12-31 23:59:59' with up to 9 digits of fraction

SELECT TIME '10:61:00';
--> 1:8: '10:61:00' is not a time; write it as '23:59:59'

SELECT INTERVAL 'five' DAY;
--> 1:8: 'five' is not an interval of these units; write for example INTERVAL '5' SECOND, INTERVAL '1 02:03:04' DAY TO SECOND or INTERVAL '1-2' YEAR TO MONTH

SELECT INTERVAL '1000' DAY;
--> 1:8: '1000' is too long for DAY, which has at most 3 digits; write it in a larger unit, such as INTERVAL '30:00' MINUTE TO SECOND, or use TIMESTAMPADD

SELECT 9223372036854775808;
--> 1:8: number '9223372036854775808' is out of the range of literals (9223372036854775807 without its point); write CAST('9223372036854775808' AS DECIMAL(p, s))

VALUES (1, 'a'), (2);
--> 1:18: row 2 of VALUES has 1 column, the first has 2

VALUES (1), ('a');
--> 1:14: column 1 of VALUES has no common type: CHAR(1) after INT; CAST one of them, or write one row of several columns in parentheses: VALUES (1, 'a')

SELECT id, qty FROM orders UNION ALL SELECT id FROM clicks;
--> 1:28: the sides of UNION ALL have 2 and 1 columns; they must have equally many

SELECT qty FROM orders UNION ALL SELECT url FROM clicks;
--> 1:24: column 1 of UNION ALL ('qty') is INT on the left and STRING on the right; CAST one of them

SELECT qty FROM orders INTERSECT SELECT url FROM clicks;
--> 1:24: column 1 of INTERSECT ('qty') is INT on the left and STRING on the right; CAST one of them

SELECT o.id FROM orders AS o JOIN clicks AS c ON o.customer = c.id;
--> 1:61: cannot compare STRING with INT (=): cast one of them, as in CAST(.. AS INT)

SELECT o.id FROM orders AS o JOIN clicks AS c ON o.id;
--> 1:50: the condition of ON must be BOOLEAN, not INT

SELECT id FROM orders WHERE id IN (SELECT url FROM clicks);
--> 1:29: cannot compare INT with STRING (=): cast one of them, as in CAST(.. AS INT)

SELECT id FROM orders WHERE id IN (SELECT id, url FROM clicks);
--> 1:36: IN (query) needs a query with one column; this one has 2

SELECT (SELECT id, url FROM clicks) FROM orders;
--> 1:9: a query as a value needs a query with one column; this one has 2

SELECT LISTAGG(customer) WITHIN GROUP (ORDER BY id) FROM orders;
--> 1:49: LISTAGG has no WITHIN GROUP, in Flink neither: its rows are taken as they come

SELECT SUM(qty ORDER BY id) FROM orders;
--> 1:25: SUM has no ORDER BY, in Flink neither: its rows are taken as they come

SELECT UPPER(customer ORDER BY id) FROM orders;
--> 1:8: 'UPPER' is not an aggregate; ORDER BY is for aggregates

SELECT ARRAY_AGG(customer ORDER BY idd) FROM orders;
--> 1:36: unknown column 'idd' in table 'orders' - did you mean 'id'?

SELECT INTERVAL '9999999999999999999' SECOND;
--> 1:8: '9999999999999999999' is not an interval of these units; write for example INTERVAL '5' SECOND, INTERVAL '1 02:03:04' DAY TO SECOND or INTERVAL '1-2' YEAR TO MONTH
