-- Names that nobody has, or several have.
CREATE TABLE orders (
  id INT, customer STRING, qty INT, price DECIMAL(10, 2), amount DOUBLE, paid BOOLEAN, day_ DATE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders', 'format' = 'json');
CREATE TABLE clicks (id INT, url STRING, happened TIMESTAMP(3), WATERMARK FOR happened AS happened)
WITH ('connector' = 'filesystem', 'path' = 'clicks', 'format' = 'json');
CREATE TABLE sink (customer STRING, n BIGINT) WITH ('connector' = 'print');
CREATE TABLE files (customer STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'files', 'format' = 'json');

SELECT amout FROM orders;
--> 1:8: unknown column 'amout' in table 'orders' - did you mean 'amount'?

SELECT Amount FROM orders;
--> 1:8: unknown column 'Amount' in table 'orders' - did you mean 'amount'? Names are case-sensitive

SELECT nothing_like_it FROM orders;
--> 1:8: unknown column 'nothing_like_it' in table 'orders'; there are id, customer, qty, price, amount, paid, day_, ts

SELECT o.amout FROM orders AS o;
--> 1:10: unknown column 'amout' in table 'o' - did you mean 'amount'?

SELECT x.id FROM orders;
--> 1:8: unknown table 'x' in 'x.id'; the table here is 'orders'

SELECT Orders.id FROM orders;
--> 1:8: unknown table 'Orders' in 'Orders.id' - did you mean 'orders'? Names are case-sensitive

SELECT orders.id FROM orders AS o;
--> 1:8: unknown table 'orders' in 'orders.id'; the table here is 'o'

SELECT id FROM order1;
--> 1:16: unknown table 'order1' - did you mean 'orders'?

SELECT id FROM Orders;
--> 1:16: unknown table 'Orders' - did you mean 'orders'? Names are case-sensitive

SELECT id FROM nowhere_at_all;
--> 1:16: unknown table 'nowhere_at_all'; CREATE TABLE it first

SELECT id FROM other.orders;
--> 1:16: unknown database 'other' in catalog 'default_catalog'; SHOW DATABASES lists them, CREATE DATABASE makes one

SELECT id FROM cat.default_database.orders;
--> 1:16: unknown catalog 'cat'; SHOW CATALOGS lists them, CREATE CATALOG makes one

SELECT id FROM (SELECT id, qty AS id FROM orders);
--> 1:8: column 'id' is ambiguous: it is there twice; give one of them another name

SELECT o.* FROM orders;
--> 1:8: unknown table 'o' in 'o.*'; the table here is 'orders'

SELECT *;
--> 1:8: * needs a FROM

SELECT id.x FROM orders;
--> 1:11: column 'id' is INT and has no field 'x'

SELECT n FROM sink;
--> 1:15: table 'sink' cannot be read: connector 'print' is for sinks only

SELECT lenght(customer) FROM orders;
--> 1:8: unknown function 'lenght'; SHOW FUNCTIONS lists them

SELECT LENGTH2(customer) FROM orders;
--> 1:8: unknown function 'LENGTH2'; SHOW FUNCTIONS lists them

SELECT frobnicate(id) FROM orders;
--> 1:8: unknown function 'frobnicate'; SHOW FUNCTIONS lists them

SELECT my.func(id) FROM orders;
--> 1:8: unknown function 'func'; built-in functions are in no catalog and no database

SELECT qty * 2 AS twice, twice + 1 FROM orders;
--> 1:26: 'twice' in SELECT is only a name in the SELECT list; write the expression here too

SELECT qty * 2 AS twice FROM orders WHERE twice > 3;
--> 1:43: 'twice' in WHERE is only a name in the SELECT list; write the expression here too

SELECT customer AS c, COUNT(*) FROM orders GROUP BY c;
--> 1:53: 'c' in GROUP BY is only a name in the SELECT list; write the expression here too

SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer HAVING n > 1;
--> 1:69: 'n' in HAVING is only a name in the SELECT list; write the expression here too

SELECT customer FROM orders WHERE qunatity > 1;
--> 1:35: unknown column 'qunatity' in table 'orders'; there are id, customer, qty, price, amount, paid, day_, ts

SELECT x FROM (SELECT id FROM orders) AS t;
--> 1:8: unknown column 'x' in table 't'; there is id

SELECT t.x FROM (SELECT id FROM orders) AS t;
--> 1:10: unknown column 'x' in table 't'; there is id

SELECT id FROM orders AS o (a, b);
--> 1:29: 'o' has 8 columns, and 2 names are given

SELECT a FROM orders AS o (a, a, b, c, d, e, f, g);
--> 1:31: column name 'a' is given twice

WITH big AS (SELECT * FROM orders) SELECT id FROM bgi;
--> 1:51: unknown table 'bgi' - did you mean 'big'?

WITH a AS (SELECT 1 AS x), a AS (SELECT 2 AS x) SELECT * FROM a;
--> 1:28: 'a' is defined twice in this WITH

WITH a (x, y) AS (SELECT 1) SELECT * FROM a;
--> 1:9: WITH query 'a' has 1 column, and 2 names are given

WITH a AS (SELECT x FROM b), b AS (SELECT 1 AS x) SELECT * FROM a;
--> 1:26: unknown table 'b'; CREATE TABLE it first

WITH RECURSIVE a AS (SELECT 1 AS x) SELECT * FROM a;
--> 1:16: WITH RECURSIVE is not available, in Flink neither

INSERT INTO snik SELECT customer, 1 FROM orders;
--> 1:13: unknown table 'snik' - did you mean 'sink'?

INSERT INTO sink (customer, m) SELECT customer, 1 FROM orders;
--> 1:29: unknown column 'm' in table 'sink'; DESCRIBE sink shows its columns

INSERT INTO sink (customer, customer) SELECT customer, customer FROM orders;
--> 1:29: column 'customer' is given twice

INSERT INTO sink (n, customer) SELECT custommer, 1 FROM orders;
--> 1:39: unknown column 'custommer' in table 'orders' - did you mean 'customer'?

DROP TABLE ordres;
--> 1:12: unknown table 'ordres' - did you mean 'orders'?

DESCRIBE ordres;
--> 1:10: unknown table 'ordres' - did you mean 'orders'?

SHOW CREATE TABLE Orders;
--> 1:19: unknown table 'Orders' - did you mean 'orders'? Names are case-sensitive

CREATE VIEW v AS SELECT idd FROM orders;
--> 1:25: unknown column 'idd' in table 'orders' - did you mean 'id'?

CREATE VIEW v (a, b) AS SELECT id FROM orders;
--> 1:16: the query of view 'v' has 1 column, and 2 names are given

SET 'paralelism.default' = '2';
--> 1:5: unknown key 'paralelism.default' - did you mean 'parallelism.default'?

SELECT * FROM orders, clicks WHERE url = 'x' AND id > 1;
--> 1:50: column 'id' is ambiguous: 'orders' and 'clicks' both have it; write orders.id or clicks.id

SELECT o.id FROM orders AS o JOIN clicks AS c ON o.id = c.idd;
--> 1:59: unknown column 'idd' in table 'c' - did you mean 'id'?

SELECT c.amount FROM orders AS o JOIN clicks AS c ON o.id = c.id;
--> 1:10: unknown column 'amount' in table 'c'; there are id, url, happened

SELECT id FROM orders JOIN clicks ON orders.id = clicks.id;
--> 1:8: column 'id' is ambiguous: 'orders' and 'clicks' both have it; write orders.id or clicks.id

SELECT d.id FROM orders AS o JOIN clicks AS c ON o.id = c.id;
--> 1:8: unknown table 'd' in 'd.id'; the tables here are 'o' and 'c'

SELECT o.id FROM orders AS o JOIN clicks AS o ON o.id = o.id;
--> 1:35: two tables of FROM are called 'o'; give one of them another name: o AS x

SELECT id FROM orders JOIN clicks USING (idd);
--> 1:42: unknown column 'idd' in USING: the left side of the join has none of that name - did you mean 'id'?

SELECT id FROM orders JOIN clicks USING (url);
--> 1:42: unknown column 'url' in USING: the left side of the join has none of that name; write ON a.x = b.y where the names differ

CREATE TABLE people (name STRING, home ROW<street STRING, city ROW<name STRING, code INT>>, work ROW<street STRING>) WITH ('connector' = 'datagen');
SELECT street FROM people;
--> 2:8: column 'street' is ambiguous: people.home.street and people.work.street are both called so; write one of them in full

CREATE TABLE people (name STRING, home ROW<street STRING, city ROW<name STRING, code INT>>, work ROW<street STRING>) WITH ('connector' = 'datagen');
SELECT p.cod FROM people AS p;
--> 2:10: unknown column 'cod' in table 'p' - did you mean 'code'?

CREATE TABLE people (name STRING, home ROW<street STRING, city ROW<name STRING, code INT>>, work ROW<street STRING>) WITH ('connector' = 'datagen');
SELECT code FROM people, orders;
--> 2:24: a list of tables, or CROSS JOIN, is not available yet; a query reads one table, subquery or UNION

CREATE TABLE people (home ROW<id STRING>) WITH ('connector' = 'datagen');
SELECT id FROM people, orders;
--> 2:8: column 'id' is ambiguous: people.home.id and orders.id are both called so; write one of them in full

