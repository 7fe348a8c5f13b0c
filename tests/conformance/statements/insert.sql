-- case: values
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t VALUES (1, 'x', 2.5);

-- case: two rows
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t VALUES (1, 'x', 2.5), (2, 'y', 3.5);

-- case: columns
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t (a, b) VALUES (1, 'x');

-- case: columns in other order
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t (d, a) VALUES (2.5, 1);

-- case: one column
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t (b) SELECT 'x';

-- case: column twice
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t (a, a) VALUES (1, 2);

-- case: unknown column
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t (a, z) VALUES (1, 2);

-- case: too few
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t VALUES (1, 'x');

-- case: too many
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t VALUES (1, 'x', 2.5, 4);

-- case: too few for the columns
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t (a, b) VALUES (1);

-- case: wrong type
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t VALUES ('x', 'y', 2.5);

-- case: number into text
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t (b) VALUES (1);

-- case: wider number
CREATE TABLE w (a BIGINT, b DOUBLE, c DECIMAL(10, 2)) WITH ('connector' = 'print'); INSERT INTO w VALUES (1, 2, 3);

-- case: not null missing
CREATE TABLE w (a INT NOT NULL, b INT) WITH ('connector' = 'print'); INSERT INTO w (b) VALUES (1);

-- case: computed column
CREATE TABLE w (a INT, b AS a + 1) WITH ('connector' = 'print'); INSERT INTO w (a, b) VALUES (1, 2);

-- case: computed column is left out
CREATE TABLE w (a INT, b AS a + 1, c INT) WITH ('connector' = 'print'); INSERT INTO w VALUES (1, 3);

-- case: unknown table
INSERT INTO nix VALUES (1);

-- case: of another database
CREATE DATABASE d; CREATE TABLE d.t (a INT) WITH ('connector' = 'print'); INSERT INTO d.t VALUES (7);

-- case: whole name
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO default_catalog.default_database.t (a) VALUES (7);

-- case: with
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t (a) WITH q AS (SELECT 4 AS n) SELECT n FROM q;

-- case: overwrite
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT OVERWRITE t VALUES (1, 'x', 2.5);

-- case: upsert
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); UPSERT INTO t VALUES (1, 'x', 2.5);

-- case: partition of none
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); INSERT INTO t PARTITION (b = 'x') SELECT 1, 2.5;

-- case: partition that is no key
CREATE TABLE w (a INT, p STRING) PARTITIONED BY (p) WITH ('connector' = 'filesystem', 'path' = '/tmp/none', 'format' = 'json'); INSERT INTO w PARTITION (a = 1) SELECT 'x';

-- case: partition that is unknown
CREATE TABLE w (a INT, p STRING) PARTITIONED BY (p) WITH ('connector' = 'filesystem', 'path' = '/tmp/none', 'format' = 'json'); INSERT INTO w PARTITION (z = 1) SELECT 'x';

-- case: statement set
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); EXECUTE STATEMENT SET BEGIN INSERT INTO t (a) VALUES (1); INSERT INTO t (a) VALUES (1); END;

-- case: empty statement set
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); EXECUTE STATEMENT SET BEGIN END;

-- case: statement set with a query
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); EXECUTE STATEMENT SET BEGIN SELECT 1; END;

-- case: execute
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); EXECUTE INSERT INTO t (a) VALUES (3);

-- case: source only
CREATE TABLE w (a INT) WITH ('connector' = 'datagen'); INSERT INTO w VALUES (1);

-- case: delete
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); DELETE FROM t WHERE a = 1;

-- case: update
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); UPDATE t SET a = 2 WHERE a = 1;

-- case: truncate
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); TRUNCATE TABLE t;

-- case: merge
CREATE TABLE t (a INT, b STRING, d DOUBLE) WITH ('connector' = 'print'); MERGE INTO t USING t AS u ON t.a = u.a WHEN MATCHED THEN UPDATE SET b = 'x';

