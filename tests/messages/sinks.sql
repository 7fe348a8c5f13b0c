-- INSERT: columns, types, changes.
CREATE TABLE orders (
  id INT, customer STRING, qty INT, price DECIMAL(10, 2), amount DOUBLE, paid BOOLEAN, day_ DATE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders', 'format' = 'json');
CREATE TABLE clicks (id INT, url STRING, happened TIMESTAMP(3), WATERMARK FOR happened AS happened)
WITH ('connector' = 'filesystem', 'path' = 'clicks', 'format' = 'json');
CREATE TABLE sink (customer STRING, n BIGINT) WITH ('connector' = 'print');
CREATE TABLE files (customer STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'files', 'format' = 'json');

INSERT INTO sink SELECT customer FROM orders;
--> 1:18: the query has 1 column, and 2 are to be written into table 'sink': customer, n

INSERT INTO sink SELECT customer, 1, 2 FROM orders;
--> 1:18: the query has 3 columns, and 2 are to be written into table 'sink': customer, n

INSERT INTO sink SELECT qty, 1 FROM orders;
--> 1:25: column 'customer' of table 'sink' is STRING, and the query gives INT at position 1; write CAST(... AS STRING)

INSERT INTO sink SELECT customer, customer FROM orders;
--> 1:35: column 'n' of table 'sink' is BIGINT, and the query gives STRING at position 2; write CAST(... AS BIGINT)

INSERT INTO sink VALUES ('a', 'b');
--> 1:31: column 'n' of table 'sink' is BIGINT, and the query gives CHAR(1) at position 2; write CAST(... AS BIGINT)

INSERT INTO sink VALUES ('a', 1), ('b');
--> 1:35: row 2 of VALUES has 1 column, the first has 2

INSERT INTO sink (customer) SELECT customer, qty FROM orders;
--> 1:29: the query has 2 columns, and 1 is to be written into table 'sink': customer

INSERT INTO sink VALUES (NULL, 1);
--> 1:26: this NULL has no type; write CAST(NULL AS type), for example CAST(NULL AS STRING)

INSERT INTO files SELECT customer, COUNT(*) FROM orders GROUP BY customer;
--> 1:13: Table sink 'files' doesn't support consuming update changes which is produced by node GroupAggregate(groupBy=[customer]) of line 1: connector 'filesystem' with format 'json' takes inserts only. Either make the results final: group by window_start and window_end of TUMBLE or HOP, too; or write to a table that finds rows by their key: 'upsert-kafka' with PRIMARY KEY (customer) NOT ENFORCED; or keep the changes as rows of a log: 'kafka' with format 'debezium-json', or 'print'

INSERT INTO files
SELECT customer, n * 2
FROM (
  SELECT customer, COUNT(*) AS n
  FROM orders
  GROUP BY customer
);
--> 1:13: Table sink 'files' doesn't support consuming update changes which is produced by node GroupAggregate(groupBy=[customer]) of line 6: connector 'filesystem' with format 'json' takes inserts only. Either make the results final: group by window_start and window_end of TUMBLE or HOP, too; or write to a table that finds rows by their key: 'upsert-kafka' with PRIMARY KEY (customer) NOT ENFORCED; or keep the changes as rows of a log: 'kafka' with format 'debezium-json', or 'print'

INSERT INTO files SELECT 'all', COUNT(*) FROM orders;
--> 1:13: Table sink 'files' doesn't support consuming update changes which is produced by node GroupAggregate(groupBy=[]) of line 1: connector 'filesystem' with format 'json' takes inserts only. Either make the results final: group by window_start and window_end of TUMBLE or HOP, too; or write to a table that finds rows by their key: 'upsert-kafka' with PRIMARY KEY (...) NOT ENFORCED; or keep the changes as rows of a log: 'kafka' with format 'debezium-json', or 'print'

CREATE TABLE topic (customer STRING, n BIGINT) WITH ('connector' = 'kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'b:9092', 'format' = 'json');
INSERT INTO topic SELECT customer, COUNT(*) FROM orders GROUP BY customer;
--> 2:13: Table sink 'topic' doesn't support consuming update changes which is produced by node GroupAggregate(groupBy=[customer]) of line 2: connector 'kafka' with format 'json' takes inserts only. Either make the results final: group by window_start and window_end of TUMBLE or HOP, too; or write to a table that finds rows by their key: 'upsert-kafka' with PRIMARY KEY (customer) NOT ENFORCED; or keep the changes as rows of a log: 'kafka' with format 'debezium-json', or 'print'

CREATE TABLE upserts (customer STRING, n BIGINT) WITH ('connector' = 'upsert-kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'b:9092', 'key.format' = 'json', 'value.format' = 'json');
--> 1:14: table 'upserts': connector 'upsert-kafka' needs PRIMARY KEY (...) NOT ENFORCED: its columns are the key of the message, and say which row is changed or deleted

CREATE TABLE upserts (customer STRING, n BIGINT, PRIMARY KEY (n) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'b:9092', 'key.format' = 'json', 'value.format' = 'json');
INSERT INTO upserts SELECT customer, COUNT(*) FROM orders GROUP BY customer;
--> 2:13: the PRIMARY KEY of table 'upserts' is not the key of the query (GROUP BY customer), so updates of one row could overtake each other; make them the same, or SET 'table.exec.sink.upsert-materialize' = 'NONE' if that is fine

CREATE TABLE changes (customer STRING, n BIGINT) WITH ('connector' = 'kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'b:9092', 'format' = 'debezium-json');
INSERT INTO files SELECT customer, n FROM changes;
--> 2:13: Table sink 'files' doesn't support consuming update and delete changes which is produced by node TableSourceScan(table=[changes], fields=[customer, n]) of line 2: connector 'filesystem' with format 'json' takes inserts only. Either make the results final: aggregate them by window_start and window_end of TUMBLE or HOP; or write to a table that finds rows by their key: 'upsert-kafka' with PRIMARY KEY (...) NOT ENFORCED; or keep the changes as rows of a log: 'kafka' with format 'debezium-json', or 'print'

CREATE TABLE changes (customer STRING, n BIGINT, PRIMARY KEY (customer) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'b:9092', 'key.format' = 'json', 'value.format' = 'json');
INSERT INTO files SELECT customer, n FROM changes;
--> 2:13: Table sink 'files' doesn't support consuming update and delete changes which is produced by node ChangelogNormalize(key=[customer]) of line 2: connector 'filesystem' with format 'json' takes inserts only. Either make the results final: aggregate them by window_start and window_end of TUMBLE or HOP; or write to a table that finds rows by their key: 'upsert-kafka' with PRIMARY KEY (customer) NOT ENFORCED; or keep the changes as rows of a log: 'kafka' with format 'debezium-json', or 'print'

CREATE TABLE narrow (c VARCHAR(3), n TINYINT) WITH ('connector' = 'print');
INSERT INTO narrow SELECT qty, 5 FROM orders;
--> 2:27: column 'c' of table 'narrow' is VARCHAR(3), and the query gives INT at position 1; write CAST(... AS VARCHAR(3))

CREATE TABLE source (a INT) WITH ('connector' = 'datagen');
INSERT INTO source SELECT id FROM orders;
--> 2:13: table 'source' cannot be written: connector 'datagen' is for sources only

CREATE VIEW v AS SELECT customer, 1 AS n FROM orders;
INSERT INTO v SELECT customer, 1 FROM orders;
--> 2:13: 'v' is a view; INSERT needs a table

CREATE TABLE c (a INT, b AS a + 1) WITH ('connector' = 'print');
INSERT INTO c (a, b) SELECT id, qty FROM orders;
--> 2:19: column 'b' of table 'c' is computed and cannot be written

CREATE TABLE must (a INT NOT NULL, b INT) WITH ('connector' = 'print');
INSERT INTO must (b) SELECT id FROM orders;
--> 2:13: column 'a' of table 'must' is NOT NULL and gets no value; name it in the column list

CREATE TABLE late (a STRING, ts TIMESTAMP(3), ts2 TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO late SELECT customer, ts, ts FROM orders;
--> 2:39: the query has more than one rowtime column for table 'late': 'ts' and 'ts'; CAST all but one to TIMESTAMP(3)

EXECUTE STATEMENT SET BEGIN INSERT INTO sink SELECT customer, 1 FROM orders; SELECT 1; END;
--> 1:78: expected INSERT or END: a statement set holds only INSERTs, found 'SELECT'

EXECUTE STATEMENT SET BEGIN END;
--> 1:29: a statement set needs at least one INSERT

EXECUTE STATEMENT SET BEGIN INSERT INTO sink SELECT customer, 1 FROM orders;
--> 1:77: expected INSERT or END of the statement set, found the end of the text

