-- Hints: their form is checked as Flink checks it; those without effect are said, and the statement runs.
CREATE TABLE orders (id INT, k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen', 'number-of-rows' = '5');
CREATE TABLE bounded (id INT, k STRING) WITH ('connector' = 'datagen', 'number-of-rows' = '5');
CREATE VIEW hinted AS SELECT /*+ BROADCAST(orders) */ k FROM orders;

SELECT /*+ STATE_TTL('orderz' = '1 d') */ k, COUNT(*) FROM orders GROUP BY k;
--> 1:22: hint STATE_TTL: no table in FROM is called 'orderz' - did you mean 'orders'?

SELECT /*+ STATE_TTL('orders' = '1 d') */ k, COUNT(*) FROM orders AS o GROUP BY k;
--> 1:22: hint STATE_TTL: no table in FROM is called 'orders'; a table with an alias is called by that

SELECT /*+ STATE_TTL('o' = '1 d') */ k, COUNT(*) FROM orders AS o GROUP BY k;
--> no error

SELECT /*+ STATE_TTL('orders' = '1 moment') */ k, COUNT(*) FROM orders GROUP BY k;
--> 1:33: hint STATE_TTL: '1 moment' is not a duration such as '500 ms', '10 s' or '1 d'

SELECT /*+ STATE_TTL('orders' = '') */ k FROM orders;
--> 1:33: hint STATE_TTL: '' is not a duration such as '500 ms', '10 s' or '1 d'

SELECT /*+ STATE_TTL(orders) */ k, COUNT(*) FROM orders GROUP BY k;
--> 1:12: hint STATE_TTL says of a table how long its state lives: STATE_TTL('table' = '1 d')

SELECT /*+ STATE_TTL */ k, COUNT(*) FROM orders GROUP BY k;
--> 1:12: hint STATE_TTL says of a table how long its state lives: STATE_TTL('table' = '1 d')

SELECT /*+ STATE_TTL('orders' = '1 d', 'orders' = '2 d') */ k, COUNT(*) FROM orders GROUP BY k;
--> 1:22: warning: hint STATE_TTL: the last one for 'orders' counts

SELECT /*+ STATE_TTL('orders' = '1 d'), STATE_TTL('orders' = '2 d') */ k, COUNT(*) FROM orders GROUP BY k;
--> 1:41: warning: hint STATE_TTL has no effect: the first one of the SELECT counts

SELECT /*+ STATE_TTL('nobody' = '1 d') */ k FROM orders;
--> 1:12: warning: hint STATE_TTL has no effect: this SELECT keeps no state, without GROUP BY, DISTINCT and join

SELECT /*+ STATE_TTL('w' = '1 d') */ k, COUNT(*) FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR) AS w GROUP BY k, window_start, window_end;
--> 1:125: warning: hint STATE_TTL has no effect on windows: their state goes when they have fired

SELECT /*+ STATE_TTL('orders' = '1 d') */ DISTINCT k FROM orders;
--> no error

SELECT /*+ STATE_TTL('o' = '1 d') */ o.k, COUNT(*) FROM orders AS o JOIN bounded AS b ON o.id = b.id GROUP BY o.k;
--> 1:69: JOIN is not available yet; a query reads one table, subquery or UNION

SELECT /*+ STATE_TTL('nobody' = '1 d') */ o.k FROM orders AS o JOIN bounded AS b ON o.id = b.id;
--> 1:22: hint STATE_TTL: no table in FROM is called 'nobody'; a table with an alias is called by that

SELECT /*+ LOOKUP('table' = 'orders') */ k FROM orders;
--> 1:12: warning: hint LOOKUP has no effect: this SELECT has no lookup join

SELECT /*+ LOOKUP('async' = 'true') */ k FROM orders;
--> 1:12: hint LOOKUP has to name the table that is looked up in: LOOKUP('table' = 'd')

SELECT /*+ LOOKUP('table' = 'orders', 'async' = 'maybe') */ k FROM orders;
--> 1:49: hint LOOKUP: 'async' is 'maybe' and must be 'true' or 'false'

SELECT /*+ LOOKUP('table' = 'orders', 'output-mode' = 'sorted') */ k FROM orders;
--> 1:55: hint LOOKUP: 'output-mode' is 'sorted' and must be 'ordered' or 'allow_unordered'

SELECT /*+ LOOKUP('table' = 'orders', 'capacity' = 'many') */ k FROM orders;
--> 1:52: hint LOOKUP: 'capacity' is 'many' and must be an integer

SELECT /*+ LOOKUP('table' = 'orders', 'timeout' = 'soon') */ k FROM orders;
--> 1:51: hint LOOKUP: 'timeout' is 'soon' and must be a duration such as '10 s'

SELECT /*+ LOOKUP('table' = 'orders', 'retry-predicate' = 'lookup_miss') */ k FROM orders;
--> 1:12: hint LOOKUP: 'retry-predicate', 'retry-strategy', 'fixed-delay' and 'max-attempts' belong together; give all of them or none

SELECT /*+ LOOKUP('table' = 'orders', 'retry-predicate' = 'always', 'retry-strategy' = 'fixed_delay', 'fixed-delay' = '1 s', 'max-attempts' = '3') */ k FROM orders;
--> 1:59: hint LOOKUP: 'retry-predicate' is 'always' and must be 'lookup_miss'

SELECT /*+ LOOKUP('table' = 'orders', 'retry-predicate' = 'lookup_miss', 'retry-strategy' = 'fixed_delay', 'fixed-delay' = '1 s', 'max-attempts' = '0') */ k FROM orders;
--> 1:148: hint LOOKUP: 'max-attempts' is '0' and must be an integer above 0

SELECT /*+ LOOKUP('table' = 'orders', 'asinc' = 'true') */ k FROM orders;
--> 1:39: warning: hint LOOKUP: unknown option 'asinc' has no effect - did you mean 'async'?

SELECT /*+ LOOKUP(orders) */ k FROM orders;
--> 1:12: hint LOOKUP takes options: LOOKUP('table' = 'd', 'async' = 'true')

SELECT /*+ BROADCAST(orders) */ k FROM orders;
--> 1:12: warning: hint BROADCAST has no effect: this SELECT has no join

SELECT /*+ BROADCAST(orders) */ kk FROM orders;
--> 1:33: unknown column 'kk' in table 'orders'; there are id, k, ts

SELECT /*+ SHUFFLE_HASH */ k FROM orders;
--> 1:12: hint SHUFFLE_HASH has to name a table: SHUFFLE_HASH(table)

SELECT /*+ SHUFFLE_HASH('orders' = '1') */ k FROM orders;
--> 1:12: hint SHUFFLE_HASH has to name a table: SHUFFLE_HASH(table)

SELECT /*+ NEST_LOOP(nobody) */ o.k FROM orders AS o JOIN bounded AS b ON o.id = b.id;
--> 1:22: hint NEST_LOOP: no table in FROM is called 'nobody'; a table with an alias is called by that

SELECT /*+ BROADCAST(b) */ o.k FROM orders AS o JOIN bounded AS b ON o.id = b.id;
--> 1:49: JOIN is not available yet; a query reads one table, subquery or UNION

SELECT /*+ BROADCATS(orders) */ k FROM orders;
--> 1:12: unknown hint 'BROADCATS' - did you mean 'BROADCAST'?

SELECT /*+ OPTIONS('number-of-rows' = '1') */ k FROM orders;
--> 1:12: warning: hint OPTIONS has no effect here; it stands behind the name of its table: FROM t /*+ OPTIONS('key' = 'value') */

SELECT k FROM orders /*+ LOOKUP('table' = 'x') */;
--> 1:26: warning: hint LOOKUP has no effect behind a table's name; it stands after SELECT

SELECT k FROM orders /*+ LOOKPU('table' = 'x') */;
--> 1:26: unknown hint 'LOOKPU' - did you mean 'LOOKUP'?

SELECT k FROM hinted;
--> no error

