/* Proves what statements of catalogs, databases, tables, views and functions answer, and what they say when they are wrong. */
#include "base/buffer.h"
#include "check.h"
#include "planner/fixture.h"

#define IN_MEMORY " WITH ('type' = 'generic_in_memory');"
#define PRINT     " WITH ('connector' = 'print');"

static const struct {
    const char *sql, *expected;
} cases[] = {
    /* catalogs and databases */
    {"CREATE CATALOG c" IN_MEMORY "SHOW CATALOGS", "+I[c]\n+I[default_catalog]\n"},
    {"CREATE CATALOG c" IN_MEMORY "USE CATALOG c; SHOW CURRENT DATABASE", "+I[default]\n"},
    {"CREATE CATALOG c WITH ('type' = 'generic_in_memory', 'default-database' = 'd'); DESC CATALOG EXTENDED c",
     "+I[name, c]\n+I[type, generic_in_memory]\n+I[comment, NULL]\n+I[option:default-database, d]\n"},
    {"CREATE CATALOG c" IN_MEMORY "CREATE CATALOG c" IN_MEMORY, "1:69: catalog 'c' exists already; DROP it first or write IF NOT EXISTS"},
    {"CREATE CATALOG c", "1:16: catalog 'c' has no 'type'; add WITH ('type' = 'generic_in_memory')"},
    {"CREATE CATALOG c WITH ('type' = 'hive')",
     "1:33: catalogs of type 'hive' are not available; there is 'generic_in_memory', which SET 'weir.catalog.path' makes last"},
    {"CREATE CATALOG c WITH ('type' = 'generic_in_memory', 'x' = 'y')", "1:54: unknown option 'x' of a catalog; there are: type, default-database, property-version"},
    {"CREATE CATALOG a.b" IN_MEMORY, "1:16: a catalog's name has one part"},
    {"USE CATALOG defalt_catalog", "1:13: unknown catalog 'defalt_catalog' - did you mean 'default_catalog'?"},
    {"DROP CATALOG default_catalog", "1:14: catalog 'default_catalog' is in use; USE CATALOG another one first"},
    {"DROP CATALOG c", "1:14: unknown catalog 'c'; SHOW CATALOGS lists them, CREATE CATALOG makes one"},
    {"ALTER CATALOG default_catalog RESET ('type')", "1:38: 'type' cannot be reset: a catalog needs one"},
    {"ALTER CATALOG default_catalog RESET ()", "parser: 1:31: RESET needs a key: RESET ('key', ..)"},
    {"CREATE DATABASE d; SHOW DATABASES", "+I[d]\n+I[default_database]\n"},
    {"CREATE DATABASE default_database", "1:17: database 'default_database' exists already in catalog 'default_catalog'; DROP it first or write IF NOT EXISTS"},
    {"CREATE DATABASE IF NOT EXISTS default_database", "done"},
    {"CREATE DATABASE a.b.c", "1:17: a database name has at most two parts: catalog.database"},
    {"CREATE DATABASE c.d", "1:17: unknown catalog 'c'; SHOW CATALOGS lists them, CREATE CATALOG makes one"},
    {"DROP DATABASE default_database", "1:15: database 'default_database' is in use; USE another one first"},
    {"CREATE DATABASE d; CREATE TABLE d.t (a INT)" PRINT "DROP DATABASE d",
     "1:88: database 'd' is not empty, 't' is in it; write DROP DATABASE ... CASCADE to drop everything in it"},
    {"CREATE DATABASE d; CREATE TABLE d.t (a INT)" PRINT "DROP DATABASE d CASCADE; SHOW DATABASES", "+I[default_database]\n"},
    {"ALTER DATABASE default_database RESET ('a')", "1:33: ALTER DATABASE has SET only; SET the key to another value"},
    {"SHOW DATABASES FROM a.b", "1:21: FROM of SHOW DATABASES takes a catalog's name, which has one part"},
    {"CREATE DATABASE d COMMENT 'x' WITH ('k' = 'v'); DESCRIBE DATABASE EXTENDED d",
     "+I[catalog, default_catalog]\n+I[name, d]\n+I[comment, x]\n+I[option:k, v]\n"},

    /* tables elsewhere */
    {"CREATE DATABASE d; CREATE TABLE d.t (a INT)" PRINT "SHOW TABLES FROM d", "+I[t]\n"},
    {"CREATE DATABASE d; CREATE TABLE d.t (a INT)" PRINT "USE d; SHOW CREATE TABLE t",
     "+I[CREATE TABLE `default_catalog`.`d`.`t` (\n  `a` INT\n)\nWITH (\n  'connector' = 'print'\n)\n]\n"},
    {"CREATE TABLE nix.t (a INT)" PRINT, "1:14: unknown database 'nix' in catalog 'default_catalog'; SHOW DATABASES lists them, CREATE DATABASE makes one"},
    {"CREATE TABLE a.b.c.d (a INT)" PRINT, "1:14: a table name has at most three parts: catalog.database.table"},
    {"DROP TABLE nix.t", "1:12: unknown database 'nix' in catalog 'default_catalog'; SHOW DATABASES lists them, CREATE DATABASE makes one"},
    {"DROP TABLE IF EXISTS nix.t", "done"},
    {"CREATE DATABASE d; CREATE VIEW d.v AS SELECT id FROM orders; USE d; SELECT id + 1 AS x FROM v WHERE id > 10",
     "== Physical Plan ==\nSink(table=[select], connector=[print], columns=[x]) +I\n+- Calc(select=[(id + 1) AS x], where=[(id > 10)]) +I\n   +- Source(table=[orders]"},
    {"CREATE OR REPLACE TABLE orders (a INT)" PRINT "DESCRIBE orders", "+I[a, INT, TRUE, NULL, NULL, NULL]\n"},
    {"REPLACE TABLE nix (a INT)" PRINT, "1:15: there is no table 'nix' to replace; write CREATE TABLE"},
    {"CREATE VIEW v AS SELECT 1 AS a; CREATE TABLE v (a INT)" PRINT, "1:46: view 'v' exists already (line 1); DROP it first or write CREATE TABLE IF NOT EXISTS"},

    /* several UNIONs are one, with one DISTINCT at the end */
    {"SELECT 1 AS a UNION SELECT 2 UNION SELECT 3",
     "== Physical Plan ==\nSink(table=[select], connector=[print], columns=[a]) +I\n+- GroupAggregate(groupBy=[a], select=[]) +I\n"
     "      state: one row per group, kept for good: it grows with every new group\n   +- Exchange(by=[a]) +I\n      +- Union(all=[a]) +I\n"
     "         +- Values(rows=1, columns=[a]) +I\n         +- Values(rows=1, columns=[a]) +I\n         +- Values(rows=1, columns=[a]) +I\n"},
    {"SELECT 1 AS a UNION SELECT 2 UNION ALL SELECT 3",
     "== Physical Plan ==\nSink(table=[select], connector=[print], columns=[a]) +I\n+- Union(all=[a]) +I\n   +- GroupAggregate(groupBy=[a], select=[]) +I\n"},

    /* CREATE TABLE AS */
    {"CREATE TABLE t (b, a)" " WITH ('connector' = 'print') AS SELECT 1 AS a, 'x' AS b; DESCRIBE t",
     "+I[b, CHAR(1), FALSE, NULL, NULL, NULL]\n+I[a, INT, FALSE, NULL, NULL, NULL]\n"},
    {"CREATE TABLE t (n BIGINT, z INT, a BIGINT, c AS a + 1) WITH ('connector' = 'print') AS SELECT 1 AS a, 'x' AS b; DESCRIBE t",
     "+I[n, BIGINT, TRUE, NULL, NULL, NULL]\n+I[z, INT, TRUE, NULL, NULL, NULL]\n+I[a, BIGINT, TRUE, NULL, NULL, NULL]\n"
     "+I[c, BIGINT, TRUE, NULL, AS `a` + 1, NULL]\n+I[b, CHAR(1), FALSE, NULL, NULL, NULL]\n"},
    {"CREATE TABLE t (PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'print') AS SELECT CAST(NULL AS INT) AS id",
     "1:30: PRIMARY KEY: column 'id' of the query can be NULL; declare it before AS: (`id` INT NOT NULL, ...)"},
    {"CREATE TABLE t (a AS 1) WITH ('connector' = 'print') AS SELECT 1 AS a", "1:17: column 'a' is computed, and the query gives a value for it; give one of them another name"},

    /* ALTER TABLE */
    {"ALTER TABLE orders ADD (zz INT COMMENT 'c' FIRST); DESCRIBE orders", "+I[zz, INT"},
    {"CREATE TABLE t (a INT, b INT)" PRINT "ALTER TABLE t MODIFY (b STRING FIRST); DESCRIBE t", "+I[b, STRING, TRUE, NULL, NULL, NULL]\n+I[a, INT, TRUE, NULL, NULL, NULL]\n"},
    {"CREATE TABLE t (a INT, b INT)" PRINT "ALTER TABLE t RENAME a TO c; DESCRIBE t", "+I[c, INT, TRUE, NULL, NULL, NULL]\n+I[b, INT, TRUE, NULL, NULL, NULL]\n"},
    {"CREATE TABLE t (a INT, b INT)" PRINT "ALTER TABLE t RENAME TO u; SHOW TABLES LIKE 'u'", "+I[u]\n"},
    {"CREATE TABLE t (a INT, b AS a + 1)" PRINT "ALTER TABLE t DROP a", "1:84: column 'a' cannot be dropped: computed column 'b' needs it"},
    {"CREATE TABLE t (a INT, b AS a + 1)" PRINT "ALTER TABLE t DROP (a, b)", "1:79: table 't' would have no columns"},
    {"CREATE TABLE t (a INT, b AS a + 1)" PRINT "ALTER TABLE t RENAME a TO c", "1:86: column 'a' cannot be renamed: computed column 'b' needs it"},
    {"CREATE TABLE t (a INT)" PRINT "ALTER TABLE t ADD a INT", "1:71: column 'a' is in table 't' already; MODIFY changes it"},
    {"CREATE TABLE t (a INT)" PRINT "ALTER TABLE t ADD b INT AFTER x", "1:83: unknown column 'x' in table 't'"},
    {"CREATE TABLE t (abc INT)" PRINT "ALTER TABLE t MODIFY abd INT", "1:76: unknown column 'abd' in table 't' - did you mean 'abc'?"},
    {"CREATE TABLE t (a INT)" PRINT "ALTER TABLE t DROP PRIMARY KEY", "1:67: table 't' has no PRIMARY KEY"},
    {"CREATE TABLE t (a INT)" PRINT "ALTER TABLE t DROP WATERMARK", "1:67: table 't' has no WATERMARK"},
    {"CREATE TABLE t (a INT)" PRINT "ALTER TABLE t MODIFY PRIMARY KEY (a) NOT ENFORCED", "1:74: table 't' has no PRIMARY KEY; write ADD"},
    {"CREATE TABLE t (a INT, PRIMARY KEY (a) NOT ENFORCED)" PRINT "ALTER TABLE t DROP CONSTRAINT x", "1:113: table 't' has no constraint 'x'; there is 'PK_a'"},
    {"CREATE TABLE t (a INT, PRIMARY KEY (a) NOT ENFORCED)" PRINT "ALTER TABLE t DROP a", "1:102: column 'a' cannot be dropped: it is in the PRIMARY KEY"},
    {"CREATE TABLE t (a INT)" PRINT "ALTER TABLE t RESET ('connector')", "1:74: 'connector' cannot be reset: a table needs one; SET another"},
    {"CREATE TABLE t (a INT)" PRINT "ALTER TABLE t SET ('conector' = 'x')", "1:72: table 't': unknown option 'conector' - did you mean 'connector'?"},
    {"CREATE TABLE t (a INT)" PRINT "ALTER TABLE t DROP COLUMN a", "parser: 1:72: write the column's name right behind DROP, without COLUMN"},
    {"CREATE TABLE t (a INT)" PRINT "ALTER TABLE t ADD PARTITION (a = 1)",
     "parser: 1:67: ALTER TABLE .. ADD PARTITION is not available: partitions are the directories of the table's files and come and go with them"},
    {"CREATE TEMPORARY TABLE t (a INT)" PRINT "ALTER TABLE t ADD b INT",
     "1:75: 't' is temporary, and ALTER is for permanent tables; DROP TEMPORARY TABLE it and CREATE it again"},
    {"ALTER TABLE ordrs ADD b INT", "1:13: unknown table 'ordrs' - did you mean 'orders'?"},
    {"ALTER TABLE IF EXISTS nix ADD b INT", "done"},
    {"CREATE TABLE t (a INT)" PRINT "ALTER TABLE t RENAME TO other.t2",
     "1:77: RENAME keeps the database; write CREATE TABLE t2 LIKE t to have it elsewhere, and DROP this one"},
    {"ALTER TABLE orders RENAME TO files", "1:30: table 'files' exists already (line 7)"},

    /* views */
    {"CREATE VIEW v AS SELECT 1 AS a; ALTER VIEW v AS SELECT 2 AS b; DESCRIBE v", "+I[b, INT, FALSE, NULL, NULL, NULL]\n"},
    {"CREATE VIEW v AS SELECT 1 AS a; ALTER VIEW v AS SELECT * FROM v", "1:63: view 'v' would read itself"},
    {"CREATE VIEW v AS SELECT 1 AS a; ALTER VIEW v RENAME TO w; SHOW VIEWS", "+I[w]\n"},
    {"CREATE VIEW v AS SELECT 1 AS a; ALTER TABLE v ADD b INT", "1:45: 'v' is a view; write ALTER VIEW"},
    {"ALTER VIEW orders AS SELECT 1", "1:12: 'orders' is a table; write ALTER TABLE"},
    {"CREATE TEMPORARY VIEW v AS SELECT 1 AS a; ALTER VIEW v RENAME TO w", "1:54: 'v' is temporary; DROP it and CREATE it again"},
    {"CREATE OR REPLACE VIEW v AS SELECT 1 AS a; CREATE OR REPLACE VIEW v AS SELECT 2 AS b; DESCRIBE v", "+I[b, INT, FALSE, NULL, NULL, NULL]\n"},
    {"CREATE VIEW v AS SELECT 1 AS a; CREATE OR REPLACE VIEW v AS SELECT a FROM v", "1:75: view 'v' would read itself"},
    {"CREATE OR REPLACE VIEW orders AS SELECT 1", "1:24: table 'orders' exists already (line 1)"},

    /* functions */
    {"CREATE FUNCTION f AS 'a.B'", "function 'f' is listed and can be dropped, but not called: its class 'a.B' needs a JVM"},
    {"CREATE FUNCTION f AS 'a.B'; SHOW USER FUNCTIONS", "+I[f]\n"},
    {"CREATE FUNCTION F2 AS 'a.B' LANGUAGE PYTHON; DESCRIBE FUNCTION EXTENDED f2",
     "+I[is system function, false]\n+I[is temporary, false]\n+I[class name, a.B]\n+I[function language, PYTHON]\n"},
    {"CREATE FUNCTION f AS 'a.B'; CREATE FUNCTION F AS 'a.C'", "1:45: function 'f' exists already; DROP it first or write IF NOT EXISTS"},
    {"DROP FUNCTION f", "1:15: there is no function 'f' that CREATE FUNCTION made; SHOW USER FUNCTIONS lists them"},
    {"CREATE FUNCTION fun AS 'a.B'; DROP FUNCTION fum", "1:45: there is no function 'fum' that CREATE FUNCTION made - did you mean 'fun'?"},
    {"ALTER TEMPORARY FUNCTION f AS 'x'", "1:26: a temporary function cannot be altered; DROP it and CREATE it again"},
    {"CREATE SYSTEM FUNCTION f AS 'x'", "parser: 1:8: a SYSTEM function is always temporary; write CREATE TEMPORARY SYSTEM FUNCTION"},
    {"CREATE TEMPORARY SYSTEM FUNCTION d.f AS 'x'", "1:34: a SYSTEM function is in no database; its name has one part"},
    {"CREATE FUNCTION f AS 'x' LANGUAGE RUST", "parser: 1:35: expected JAVA, SCALA or PYTHON after LANGUAGE, found 'RUST'"},
    {"CREATE FUNCTION f AS 'a.B'; SELECT f(id) FROM orders",
     "1:36: function 'f' cannot be called: its class 'a.B' (JAVA) would need a JVM; only built-in functions can, SHOW FUNCTIONS lists them"},
    {"CREATE DATABASE d; CREATE FUNCTION d.f AS 'a.B' LANGUAGE PYTHON; SELECT d.f(id) FROM orders",
     "1:73: function 'f' cannot be called: its class 'a.B' (PYTHON) would need Python; only built-in functions can, SHOW FUNCTIONS lists them"},
    {"DESCRIBE FUNCTION nix", "1:19: unknown function 'nix'; SHOW FUNCTIONS lists them"},

    /* the rest */
    {"SHOW JOBS", "jobs"},
    {"STOP JOB 'x'", "x"},
    {"STOP JOB x", "parser: 1:10: expected a job's name in single quotes, found 'x'"},
    {"SHOW JARS", ""},
    {"SHOW MODULES", "+I[core]\n"},
    {"SHOW PARTITIONS orders", "1:17: 'orders' is not PARTITIONED BY anything"},
    {"SHOW PROCEDURES", "1:1: SHOW PROCEDURES is not available: no catalog of Weir has procedures"},
    {"LOAD MODULE hive", "1:1: LOAD MODULE is not available: functions are built in, in the one module 'core'; SHOW FUNCTIONS lists them"},
    {"CALL p(1)", "1:1: CALL is not available: no catalog of Weir has procedures"},
    {"TRUNCATE TABLE t", "1:1: TRUNCATE TABLE is not available: it is for batch jobs; remove the table's files or topic, or write to a new one"},
    {"ANALYZE TABLE t COMPUTE STATISTICS", "1:1: ANALYZE TABLE is not available: it is for batch jobs; the planner needs no statistics"},
    {"COMPILE PLAN 'p' FOR INSERT INTO t SELECT 1",
     "1:1: COMPILE PLAN is not available: plans are not stored; a job finds its state again by its name, EXPLAIN shows the plan"},
    {"EXECUTE PLAN 'p'", "1:1: EXECUTE PLAN is not available: plans are not stored; run the script that holds the INSERT"},
    {"DELETE FROM t", "1:1: DELETE is not available: a stream's tables change through INSERT INTO only; deletes and updates come from the query's changes, into a table with a PRIMARY KEY"},
    {"CREATE MODEL m WITH ('a' = 'b')", "1:1: CREATE MODEL is not available: there are no machine learning models"},
    {"DROP MATERIALIZED TABLE t",
     "1:1: DROP MATERIALIZED TABLE is not available: there are no materialized tables; CREATE TABLE and INSERT INTO it, which a running job keeps up to date"},
    {"SET 'weir.catalog.path' = '/tmp/x'; SHOW CATALOGS",
     "1:27: this session has made `default_catalog`.`default_database`.`orders`, which is in no file; SET 'weir.catalog.path' before the first CREATE, or make it TEMPORARY"},
};

/* A plan is compared by its beginning. */
static bool as_expected(const char *text, const char *expected) {
    return strcmp(text, expected) == 0 || ((expected[0] == '=' || expected[0] == '+') && expected[0] != '\0' && strncmp(text, expected, strlen(expected)) == 0);
}

TEST(cases) {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        session    *s = session_open();
        CHECK_STR_EQ(answer(s, PRELUDE), "done");
        const char *text = answer(s, cases[i].sql);
        if (!as_expected(text, cases[i].expected)) {
            printf("%s\n", cases[i].sql);
            CHECK_STR_EQ(text, cases[i].expected);
        }
        session_close(s);
    }
}

/* A chain of UNION ALL is bound without recursion; beyond what the parser takes it is told so. */
static const char *union_of(session *s, uint32_t count) {
    wr_buffer text = {0};
    wr_buffer_text(&text, "CREATE VIEW many AS SELECT 1 AS a");
    for (uint32_t i = 1; i < count; i++)
        wr_buffer_printf(&text, " UNION ALL SELECT %u", i);
    wr_buffer_text(&text, "; DESCRIBE many");
    const char *said = answer(s, wr_buffer_cstr(&text));
    wr_buffer_free(&text);
    return said;
}

TEST(long_unions) {
    session *s = session_open();
    CHECK_STR_EQ(union_of(s, 1500), "+I[a, INT, FALSE, NULL, NULL, NULL]\n");
    CHECK_CONTAINS(union_of(s, 2500), "UNION has more than 2000 branches here; put some of them into a view");
    session_close(s);
}

int main(void) {
    RUN(cases);
    RUN(long_unions);
    return CHECK_RESULT();
}
