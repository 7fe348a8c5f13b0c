-- The grammar: what could have stood there.
CREATE TABLE orders (
  id INT, customer STRING, qty INT, price DECIMAL(10, 2), amount DOUBLE, paid BOOLEAN, day_ DATE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders', 'format' = 'json');
CREATE TABLE clicks (id INT, url STRING, happened TIMESTAMP(3), WATERMARK FOR happened AS happened)
WITH ('connector' = 'filesystem', 'path' = 'clicks', 'format' = 'json');
CREATE TABLE sink (customer STRING, n BIGINT) WITH ('connector' = 'print');
CREATE TABLE files (customer STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'files', 'format' = 'json');

SELEC id FROM orders;
--> 1:1: expected a statement, found 'SELEC' - did you mean SELECT?

SELECT id, FROM orders;
--> 1:12: expected an expression, found 'FROM' - is the ',' before it one too many?

SELECT id qty amount FROM orders;
--> 1:15: expected ',', FROM, WHERE, GROUP BY, HAVING, WINDOW, QUALIFY, UNION, ORDER BY, LIMIT or ';', found 'amount'

SELECT id FORM orders;
--> 1:11: 'FORM' is taken for a name here - did you mean FROM?

SELECT FROM orders;
--> 1:8: expected an expression, found 'FROM'

SELECT id FROM;
--> 1:15: expected a table's name, found ';', the end of the statement

SELECT id FROM WHERE qty > 1;
--> 1:16: expected a table's name, found 'WHERE'

SELECT id FROM orders WHERE;
--> 1:28: expected an expression, found ';', the end of the statement

SELECT id FROM orders WHERE qty >;
--> 1:34: expected an expression, found ';', the end of the statement

SELECT id FROM orders WHERE qty = = 1;
--> 1:35: expected an expression, found '='

SELECT id FROM orders WHERE qty == 1;
--> 1:33: '==' is not an operator; equality is written '='

SELECT id FROM orders WHERE qty != 1;
--> 1:33: '!=' is not Flink SQL; inequality is written '<>'

SELECT id FROM orders WHERE qty > 1 AND;
--> 1:40: expected an expression, found ';', the end of the statement

SELECT id FROM orders GROUP customer;
--> 1:29: expected BY after GROUP, found 'customer'

SELECT id FROM orders GROUP BY;
--> 1:31: expected an expression, found ';', the end of the statement

SELECT id FROM orders ORDER id;
--> 1:29: expected BY after ORDER, found 'id'

SELECT id FROM orders HAVING;
--> 1:29: expected an expression, found ';', the end of the statement

SELECT id FROM orders HAVING COUNT(*) > 1 GROUP BY id;
--> 1:43: 'GROUP' cannot stand here; the order is SELECT, FROM, WHERE, GROUP BY, HAVING, WINDOW, QUALIFY, UNION, ORDER BY, LIMIT, each once

SELECT id FROM orders GROUP BY id WHERE qty > 1;
--> 1:35: 'WHERE' cannot stand here; the order is SELECT, FROM, WHERE, GROUP BY, HAVING, WINDOW, QUALIFY, UNION, ORDER BY, LIMIT, each once

SELECT id FROM orders WHERE qty > 1 WHERE id > 2;
--> 1:37: 'WHERE' cannot stand here; the order is SELECT, FROM, WHERE, GROUP BY, HAVING, WINDOW, QUALIFY, UNION, ORDER BY, LIMIT, each once

SELECT (id FROM orders;
--> 1:12: expected ',' or ')', found 'FROM'; the '(' of line 1, column 8 is not closed

SELECT id) FROM orders;
--> 1:10: this ')' closes nothing: there is no '(' for it

SELECT COUNT(* FROM orders;
--> 1:16: expected ')' after the '*' of COUNT(*), found 'FROM'; the '(' of line 1, column 13 is not closed

SELECT COUNT(id qty) FROM orders;
--> 1:17: expected ',' or ')' after the argument, found 'qty'

SELECT CASE WHEN paid THEN 1 FROM orders;
--> 1:30: expected WHEN, ELSE or END of the CASE, found 'FROM'

SELECT CASE paid THEN 1 END FROM orders;
--> 1:18: expected WHEN, found 'THEN'

SELECT CAST(id INT) FROM orders;
--> 1:16: expected AS, found 'INT'

SELECT CAST(id AS) FROM orders;
--> 1:18: expected a type, found ')'

SELECT id AS FROM orders;
--> 1:14: expected a name after AS, found 'FROM'

SELECT id AS order FROM orders;
--> 1:14: expected a name after AS, but 'order' is a reserved word; write it as `order` in backticks

SELECT id AS value FROM orders;
--> 1:14: expected a name after AS, but 'value' is a reserved word; write it as `value` in backticks

SELECT value FROM orders;
--> 1:8: expected an expression, but 'value' is a reserved word; write it as `value` in backticks if it is a name

SELECT user.id FROM orders;
--> 1:8: expected an expression, but 'user' is a reserved word; write it as `user` in backticks if it is a name

SELECT id FROM table;
--> 1:21: expected '(' and a table function after TABLE (a table of that name is written `table`), found ';', the end of the statement

SELECT "id" FROM orders;
--> 1:8: double quotes mean nothing here: strings stand in 'single quotes', names in `backticks`

SELECT 'it's' FROM orders;
--> 1:13: string is not closed: there is no ' after it; a quote inside of a string is doubled: 'it''s'

SELECT 'abc FROM orders;
--> 1:8: string is not closed: there is no ' after it; a quote inside of a string is doubled: 'it''s'

SELECT `abc FROM orders;
--> 1:8: name is not closed: there is no ` after it

SELECT id /* never closed FROM orders;
--> 1:11: comment is not closed: no */ follows this /*

SELECT id FROM orders /*+ OPTIONS('a' 'b') */;
--> 1:39: expected ',' or ')' in the hint, found the string 'b'

SELECT id FROM orders # comment
--> 1:23: unexpected character '#'; a comment begins with --

SELECT 12abc FROM orders;
--> 1:8: '12abc' is neither a number nor a name; a name that begins with a digit stands in backticks: `12abc`

SELECT 1.2.3 FROM orders;
--> 1:11: expected ',', FROM, WHERE, GROUP BY, HAVING, WINDOW, QUALIFY, UNION, ORDER BY, LIMIT or ';', found '.3'

SELECT x'0g';
--> 1:8: binary literal X'..' may hold only digits 0-9 and A-F

SELECT a[1 FROM orders;
--> 1:12: expected ']', found 'FROM'

SELECT id FROM orders JOIN clicks;
--> 1:34: expected ON or USING of the JOIN, found ';', the end of the statement

SELECT id FROM orders LEFT clicks ON orders.id = clicks.id;
--> 1:28: expected JOIN, found 'clicks'

SELECT id FROM orders JOIN ON orders.id = clicks.id;
--> 1:28: expected a table's name, found 'ON'

SELECT id FROM orders CROSS JOIN clicks ON orders.id = clicks.id;
--> 1:41: CROSS JOIN takes no ON

SELECT id FROM SELECT id FROM orders;
--> 1:16: a query after FROM stands in parentheses: FROM (SELECT ..)

SELECT id FROM (SELECT id FROM orders;
--> 1:38: expected ')' after the query, found ';', the end of the statement; the '(' of line 1, column 16 is not closed

SELECT id FROM orders LIMIT;
--> 1:28: expected an expression, found ';', the end of the statement

SELECT id FROM orders UNION;
--> 1:28: expected a query (SELECT, VALUES, WITH or '('), found ';', the end of the statement

SELECT id FROM orders UNION ALL;
--> 1:32: expected a query (SELECT, VALUES, WITH or '('), found ';', the end of the statement

SELECT id FROM orders BETWEEN 1 AND 2;
--> 1:23: expected a name, WHERE, GROUP BY, HAVING, WINDOW, QUALIFY, UNION, ORDER BY, LIMIT or ';', found 'BETWEEN'

SELECT qty BETWEEN 1 FROM orders;
--> 1:22: expected AND, found 'FROM'

SELECT qty IN 1, 2 FROM orders;
--> 1:15: expected '(' with a list or a query, found '1'

SELECT qty IN () FROM orders;
--> 1:16: expected an expression, found ')'

SELECT qty IS 5 FROM orders;
--> 1:15: expected NULL, TRUE, FALSE, UNKNOWN, DISTINCT FROM or JSON after IS, found '5'

SELECT NOT FROM orders;
--> 1:12: expected an expression, found 'FROM'

SELECT DISTINCT FROM orders;
--> 1:17: expected an expression, found 'FROM'

SELECT TOP 5 id FROM orders;
--> 1:12: expected ',', FROM, WHERE, GROUP BY, HAVING, WINDOW, QUALIFY, UNION, ORDER BY, LIMIT or ';', found '5'

SELECT id FROM orders o WHERE o.qty > 1 LIMIT 5, 10;
--> 1:48: LIMIT takes one number; the rows to skip are written behind it: LIMIT 10 OFFSET 5

SELECT INTERVAL '5';
--> 1:20: expected a unit of time (YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND), found ';', the end of the statement

SELECT EXTRACT(YEAR ts) FROM orders;
--> 1:21: expected FROM, found 'ts'

SELECT id::STRING FROM orders;
--> 1:10: '::' is not Flink SQL; a cast is written CAST(x AS STRING)

SELECT id FROM orders SELECT id FROM clicks;
--> 1:23: expected ';' before the next statement, which begins with 'SELECT'

SELECT id FROM orders
SELECT id FROM clicks;
--> 2:1: expected ';' before the next statement, which begins with 'SELECT'

INSERT sink SELECT customer, 1 FROM orders;
--> 1:8: expected INTO or OVERWRITE after INSERT, found 'sink'

INSERT INTO SELECT customer, 1 FROM orders;
--> 1:13: expected a table's name, found 'SELECT'

INSERT INTO sink customer, n SELECT customer, 1 FROM orders;
--> 1:18: expected SELECT, VALUES or another query to insert, found 'customer'

INSERT INTO sink VALUES 'a', 1;
--> 1:30: column 1 of VALUES has no common type: INT after CHAR(1); CAST one of them, or write one row of several columns in parentheses: VALUES (1, 'a')

CREATE TABEL t (a INT);
--> 1:8: expected TABLE, VIEW, CATALOG, DATABASE or FUNCTION after CREATE, found 'TABEL'

CREATE TABLE (a INT) WITH ('connector' = 'print');
--> 1:14: expected the table's name, found '('

CREATE TABLE t a INT WITH ('connector' = 'print');
--> 1:16: table 't' needs columns: (name TYPE, ...), LIKE or AS SELECT

CREATE TABLE t (a) WITH ('connector' = 'print');
--> 1:17: expected a type after column 'a'

CREATE TABLE t (a INT, ) WITH ('connector' = 'print');
--> 1:24: expected a column's name, found ')' - is the ',' before it one too many?

CREATE TABLE t (a INT b INT) WITH ('connector' = 'print');
--> 1:23: expected ',' or ')' after the column, found 'b'

CREATE TABLE t (order INT) WITH ('connector' = 'print');
--> 1:17: expected a column's name, but 'order' is a reserved word; write it as `order` in backticks

CREATE TABLE t (a INT) WITH (connector = 'print');
--> 1:30: expected an option's name in single quotes, found 'connector'

CREATE TABLE t (a INT) WITH ('connector' = print);
--> 1:44: expected the option's value in single quotes, found 'print'

CREATE TABLE t (a INT) WITH ('connector' 'print');
--> 1:42: two strings on one line: join them with ||, or double the quote that belongs into the string: ''

CREATE TABLE t (a INT) WITH 'connector' = 'print';
--> 1:29: expected '(' before the options, found the string 'connector'

CREATE TABLE t (a INT PRIMARY KEY) WITH ('connector' = 'print');
--> 1:23: write PRIMARY KEY ... NOT ENFORCED: a stream cannot check that a key is unique

CREATE TABLE t (a INT NULL NULL) WITH ('connector' = 'print');
--> 1:28: expected ',' or ')' after the column, found 'NULL'

CREATE TABLE t (a VARCHAR(x)) WITH ('connector' = 'print');
--> 1:27: expected the length, found 'x'

CREATE TABLE t (a ARRAY) WITH ('connector' = 'print');
--> 1:24: expected '<' and the type of the elements, found ')'

CREATE TABLE t (a MAP<STRING>) WITH ('connector' = 'print');
--> 1:29: expected ',' between the types of key and value, found '>'

CREATE TABLE t (a ROW<x>) WITH ('connector' = 'print');
--> 1:24: expected a type, found '>'

CREATE VIEW v SELECT 1;
--> 1:15: expected AS, found 'SELECT'

CREATE VIEW AS SELECT 1;
--> 1:13: expected the view's name, found 'AS'

DROP orders;
--> 1:6: expected TABLE, VIEW, FUNCTION, DATABASE or CATALOG after DROP, found 'orders'

DROP TABLE;
--> 1:11: expected the table's name, found ';', the end of the statement

SET parallelism.default 2;
--> 1:5: the key and the value stand in single quotes: SET 'key' = 'value'

SET parallelism.defalt = 2;
--> 1:5: unknown key 'parallelism.defalt' - did you mean 'parallelism.default'?

SET execution.checkpointing.interval = 3 min;
--> 1:42: a value with spaces stands in single quotes: SET 'key' = '3 ..'

SET 'parallelism.default' '2';
--> 1:27: two strings on one line: join them with ||, or double the quote that belongs into the string: ''

SHOW TABELS;
--> 1:6: expected TABLES, VIEWS, COLUMNS, CREATE TABLE, FUNCTIONS, DATABASES, CATALOGS, CURRENT DATABASE, PARTITIONS, MODULES, CONNECTORS or JOBS, found 'TABELS'

USE;
--> 1:4: expected a database's name, found ';', the end of the statement

EXPLAIN;
--> 1:8: expected a statement (SELECT, INSERT INTO, CREATE TABLE, SET ..), found ';', the end of the statement

EXPLAIN SELCT 1;
--> 1:9: expected a statement, found 'SELCT' - did you mean SELECT?

FROM orders SELECT id;
--> 1:1: expected a statement (SELECT, INSERT INTO, CREATE TABLE, SET ..), found 'FROM'

WITH a AS SELECT 1 SELECT * FROM a;
--> 1:11: expected '(' before the query, found 'SELECT'

WITH a (SELECT 1) SELECT * FROM a;
--> 1:9: expected a column's name, found 'SELECT'

WITH a AS (SELECT 1);
--> 1:21: expected a query (SELECT, VALUES, WITH or '('), found ';', the end of the statement

VALUES;
--> 1:7: expected an expression, found ';', the end of the statement

VALUES 1,;
--> 1:10: expected an expression, found ';', the end of the statement - is the ',' before it one too many?

BEGIN;
--> 1:6: expected STATEMENT, found ';', the end of the statement

COMMIT;
--> 1:1: expected a statement (SELECT, INSERT INTO, CREATE TABLE, SET ..), found 'COMMIT'

hello;
--> 1:1: expected a statement (SELECT, INSERT INTO, CREATE TABLE, SET ..), found 'hello'

42;
--> 1:1: expected a statement (SELECT, INSERT INTO, CREATE TABLE, SET ..), found '42'

'text';
--> 1:1: expected a statement (SELECT, INSERT INTO, CREATE TABLE, SET ..), found the string 'text'

(SELECT 1;
--> 1:10: expected ')' after the query, found ';', the end of the statement; the '(' of line 1, column 1 is not closed

SELECT 'abc' UESCAPE '!' FROM orders;
--> 1:14: UESCAPE follows a string with escapes only: U&'..' UESCAPE '!'

SELECT _UTF9'abc' FROM orders;
--> 1:8: unknown character set 'UTF9'; there are UTF8, UTF16 and LATIN1, and a string without one is the same text

SELECT _LATIN1'€' FROM orders;
--> 1:8: this text has characters that LATIN1 has not; write it without _LATIN1

SELECT E'\u12' FROM orders;
--> 1:8: bad escape in E'..': \u is followed by the 4 hex digits of a character, \U by 8

SELECT E'abc\' FROM orders;
--> 1:8: string is not closed: there is no ' after it; \' in E'..' is a quote that belongs to the text

SELECT {d '2024-05-01'} FROM orders;
--> 1:8: unexpected character '{'; {d '2024-05-01'} and {fn f(x)} are written DATE '2024-05-01' and f(x) in SQL

SELECT CAST(id AS BIGINT NOT NULL) FROM orders;
--> 1:19: the type of a CAST has no NOT NULL: the result can be NULL where the value can

SELECT CAST(id AS REAL) FROM orders;
--> 1:19: type REAL is not there, in Flink neither; FLOAT is the same

SELECT DECIMAL 'five' FROM orders;
--> 1:16: expected a number in the quotes of DECIMAL '..', such as '1.50', found the string 'five'

SELECT INTERVAL (id) DAY TO HOUR FROM orders;
--> 1:22: INTERVAL of a computed number has one unit, such as DAY

SELECT 1e400 FROM orders;
--> 1:8: number '1e400' is out of the range of DOUBLE, which ends at 1.8E308

SELECT DATE '0000-01-01' FROM orders;
--> 1:8: '0000-01-01' is not a date; write it as '2024-12-31'

SELECT id FROM orders WHERE customer = "me";
--> 1:40: double quotes mean nothing here: strings stand in 'single quotes', names in `backticks`

SELECT * EXCEPT (qty) FROM orders;
--> 1:10: Flink SQL has no * EXCEPT (..); name the columns that are wanted

SELECT orders.* EXCLUDE (qty) FROM orders;
--> 1:17: Flink SQL has no * EXCLUDE (..); name the columns that are wanted

SHOW CREATE DATABASE default_database;
--> 1:13: expected TABLE, VIEW or CATALOG after SHOW CREATE, found 'DATABASE'

CREATE SCHEMA shop;
--> 1:8: a schema is called DATABASE in Flink SQL: write CREATE DATABASE

EXPLAIN CHANGELOG_MODE, CHANGELOG_MODE SELECT id FROM orders;
--> 1:25: EXPLAIN has CHANGELOG_MODE twice

