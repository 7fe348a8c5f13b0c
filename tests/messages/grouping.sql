-- GROUP BY, aggregates, HAVING.
CREATE TABLE orders (
  id INT, customer STRING, qty INT, price DECIMAL(10, 2), amount DOUBLE, paid BOOLEAN, day_ DATE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders', 'format' = 'json');
CREATE TABLE clicks (id INT, url STRING, happened TIMESTAMP(3), WATERMARK FOR happened AS happened)
WITH ('connector' = 'filesystem', 'path' = 'clicks', 'format' = 'json');
CREATE TABLE sink (customer STRING, n BIGINT) WITH ('connector' = 'print');
CREATE TABLE files (customer STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'files', 'format' = 'json');

SELECT customer, qty, COUNT(*) FROM orders GROUP BY customer;
--> 1:18: column 'qty' in SELECT is neither in GROUP BY nor inside an aggregate; add it to GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)

SELECT customer, COUNT(*) FROM orders;
--> 1:8: column 'customer' in SELECT is neither in GROUP BY nor inside an aggregate; add GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)

SELECT customer, COUNT(*) FROM orders GROUP BY 1;
--> 1:8: column 'customer' in SELECT is neither in GROUP BY nor inside an aggregate; a number in GROUP BY is a constant, not a column of the SELECT list: write the column there

SELECT UPPER(customer), COUNT(*) FROM orders GROUP BY LOWER(customer);
--> 1:14: column 'customer' in SELECT is neither in GROUP BY nor inside an aggregate; add it to GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)

SELECT SUM(COUNT(*)) FROM orders GROUP BY customer;
--> 1:12: aggregate 'COUNT' stands inside another aggregate; put the inner one into a subquery

SELECT SUM(qty + MAX(id)) FROM orders;
--> 1:18: aggregate 'MAX' stands inside another aggregate; put the inner one into a subquery

SELECT customer FROM orders WHERE COUNT(*) > 1 GROUP BY customer;
--> 1:35: aggregate 'COUNT' cannot stand in WHERE; use HAVING, which filters groups

SELECT customer FROM orders GROUP BY COUNT(*);
--> 1:38: aggregate 'COUNT' cannot stand in GROUP BY

SELECT customer FROM orders GROUP BY customer HAVING qty > 1;
--> 1:54: column 'qty' in HAVING is neither in GROUP BY nor inside an aggregate; add it to GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)

SELECT COUNT(*) FROM orders HAVING qty > 1;
--> 1:36: column 'qty' in HAVING is neither in GROUP BY nor inside an aggregate; add GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)

SELECT customer, COUNT(*) FROM orders GROUP BY customer HAVING COUNT(*);
--> 1:64: the condition of HAVING must be BOOLEAN, not BIGINT

SELECT * FROM orders GROUP BY customer;
--> 1:8: column 'id' in SELECT is neither in GROUP BY nor inside an aggregate; add it to GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)

SELECT customer FROM orders GROUP BY custommer;
--> 1:38: unknown column 'custommer' in table 'orders' - did you mean 'customer'?

SELECT SUM(*) FROM orders;
--> 1:12: * is an argument of COUNT(*) only

SELECT COUNT(DISTINCT *) FROM orders;
--> 1:23: * is an argument of COUNT(*) only

SELECT COUNT() FROM orders;
--> 1:8: aggregate 'COUNT' has no argument; write COUNT(*)

SELECT UPPER(DISTINCT customer) FROM orders;
--> 1:8: 'UPPER' is not an aggregate; DISTINCT is for aggregates

SELECT UPPER(customer) FILTER (WHERE paid) FROM orders;
--> 1:8: 'UPPER' is not an aggregate; FILTER is for aggregates

SELECT COUNT(*) FILTER (WHERE qty) FROM orders;
--> 1:31: the condition of FILTER must be BOOLEAN, not INT

SELECT COUNT(*) FILTER (WHERE COUNT(*) > 1) FROM orders;
--> 1:31: aggregate 'COUNT' stands inside another aggregate; put the inner one into a subquery

SELECT GROUPING(customer) FROM orders;
--> 1:8: GROUPING needs a GROUP BY

SELECT GROUPING(qty) FROM orders GROUP BY customer;
--> 1:17: an argument of GROUPING must be one of the expressions of GROUP BY

SELECT GROUPING() FROM orders GROUP BY customer;
--> 1:8: GROUPING has 0 arguments; it takes 1 to 8 keys of GROUP BY

SELECT GROUP_ID(customer) FROM orders GROUP BY customer;
--> 1:8: GROUP_ID has 1 arguments; it takes none

SELECT customer FROM orders WHERE GROUPING(customer) = 0 GROUP BY ROLLUP (customer);
--> 1:35: GROUPING can stand only in SELECT and HAVING of a query with GROUP BY, outside of aggregates

SELECT customer, qty, COUNT(*) FROM orders GROUP BY GROUPING SETS ((customer), (id));
--> 1:18: column 'qty' in SELECT is neither in GROUP BY nor inside an aggregate; add it to GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)

SELECT COUNT(*) FROM orders GROUP BY CUBE (id, customer, qty, price, amount, paid, day_, ts, id + 1);
--> 1:38: CUBE of 9 columns has more than 256 grouping sets; each keeps state of its own

SELECT COUNT(*) FROM orders GROUP BY ROLLUP (CUBE (id));
--> 1:46: ROLLUP and CUBE are of columns and rows of columns; put this one beside them, or into GROUPING SETS

SELECT COUNT(*) AS n, MAX(n) FROM orders;
--> 1:27: 'n' in SELECT is only a name in the SELECT list; write the expression here too

SELECT DISTINCT customer, COUNT(*) FROM orders;
--> 1:17: column 'customer' in SELECT is neither in GROUP BY nor inside an aggregate; add GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)

SELECT customer, price / COUNT(*) FROM orders GROUP BY customer;
--> 1:18: column 'price' in SELECT is neither in GROUP BY nor inside an aggregate; add it to GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)

