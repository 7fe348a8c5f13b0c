/* Proves what SHOW, DESCRIBE, SET, CREATE and DROP answer, and the types of literals and aggregates. */
#include "check.h"
#include "planner/fixture.h"

static const struct {
    const char *sql, *expected;
} cases[] = {
    {"SHOW TABLES",
     "+I[clicks]\n"
     "+I[feed]\n"
     "+I[files]\n"
     "+I[orders]\n"
     "+I[out1]\n"},
    {"CREATE VIEW v AS SELECT id FROM orders; SHOW VIEWS",
     "+I[v]\n"},
    {"SHOW TABLES LIKE 'o%'",
     "+I[orders]\n"
     "+I[out1]\n"},
    {"SHOW TABLES NOT LIKE '%s'",
     "+I[feed]\n"
     "+I[out1]\n"},
    {"DESCRIBE orders",
     "+I[id, INT, TRUE, NULL, NULL, NULL]\n"
     "+I[customer, STRING, TRUE, NULL, NULL, NULL]\n"
     "+I[qty, INT, TRUE, NULL, NULL, NULL]\n"
     "+I[price, DECIMAL(10, 2), TRUE, NULL, NULL, NULL]\n"
     "+I[amount, DOUBLE, TRUE, NULL, NULL, NULL]\n"
     "+I[ts, TIMESTAMP(3) *ROWTIME*, TRUE, NULL, NULL, `ts` - INTERVAL '5' SECOND]\n"},
    {"CREATE VIEW v (a, b) AS SELECT id, ts FROM orders; DESCRIBE v",
     "+I[a, INT, TRUE, NULL, NULL, NULL]\n"
     "+I[b, TIMESTAMP(3) *ROWTIME*, TRUE, NULL, NULL, NULL]\n"},
    {"SHOW CREATE TABLE orders",
     "+I[CREATE TABLE `default_catalog`.`default_database`.`orders` (\n"
     "  `id` INT,\n"
     "  `customer` VARCHAR(2147483647),\n"
     "  `qty` INT,\n"
     "  `price` DECIMAL(10, 2),\n"
     "  `amount` DOUBLE,\n"
     "  `ts` TIMESTAMP(3),\n"
     "  WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND\n"
     ")\n"
     "WITH (\n"
     "  'connector' = 'filesystem',\n"
     "  'format' = 'json',\n"
     "  'path' = 'o'\n"
     ")\n"
     "]\n"},
    {"CREATE TABLE t (id INT NOT NULL COMMENT 'the key', n STRING, twice AS id * 2, f "
     "STRING METADATA FROM 'file.name' VIRTUAL, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - "
     "INTERVAL '5' SECOND, PRIMARY KEY (id) NOT ENFORCED) COMMENT 'it''s' PARTITIONED BY "
     "(n) WITH ('path' = 'x', 'connector' = 'filesystem', 'format' = 'json'); SHOW CREATE "
     "TABLE t",
     "+I[CREATE TABLE `default_catalog`.`default_database`.`t` (\n"
     "  `id` INT NOT NULL COMMENT 'the key',\n"
     "  `n` VARCHAR(2147483647),\n"
     "  `twice` AS `id` * 2,\n"
     "  `f` VARCHAR(2147483647) METADATA FROM 'file.name' VIRTUAL,\n"
     "  `ts` TIMESTAMP(3),\n"
     "  WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND,\n"
     "  CONSTRAINT `PK_id` PRIMARY KEY (`id`) NOT ENFORCED\n"
     ")\n"
     "COMMENT 'it''s'\n"
     "PARTITIONED BY (`n`)\n"
     "WITH (\n"
     "  'connector' = 'filesystem',\n"
     "  'format' = 'json',\n"
     "  'path' = 'x'\n"
     ")\n"
     "]\n"},
    {"CREATE TABLE t (a INT PRIMARY KEY NOT ENFORCED, b INT) WITH ('connector' = 'print'); "
     "DESCRIBE t",
     "+I[a, INT, FALSE, PRI(a), NULL, NULL]\n"
     "+I[b, INT, TRUE, NULL, NULL, NULL]\n"},
    {"CREATE VIEW v AS SELECT id FROM orders; SHOW CREATE VIEW v",
     "+I[CREATE VIEW `default_catalog`.`default_database`.`v` (\n"
     "  `id`\n"
     ")\n"
     "AS SELECT `id` FROM `default_catalog`.`default_database`.`orders`\n"
     "]\n"},
    {"SHOW CATALOGS",
     "+I[default_catalog]\n"},
    {"SHOW CURRENT DATABASE",
     "+I[default_database]\n"},
    {"SHOW CONNECTORS",
     "+I[feed]\n"
     "+I[filesystem]\n"
     "+I[kafka]\n+I[keyed]\n"
     "+I[print]\n+I[upsert-kafka]\n"},
    {"SHOW MODULES",
     "+I[core]\n"},
    {"USE CATALOG default_catalog",
     "done"},
    {"USE default_catalog.default_database",
     "done"},
    {"DROP TABLE IF EXISTS nothing",
     "done"},
    {"CREATE TABLE IF NOT EXISTS orders (z INT) WITH ('connector' = 'print'); DESCRIBE "
     "orders",
     "+I[id, INT, TRUE, NULL, NULL, NULL]\n"
     "+I[customer, STRING, TRUE, NULL, NULL, NULL]\n"
     "+I[qty, INT, TRUE, NULL, NULL, NULL]\n"
     "+I[price, DECIMAL(10, 2), TRUE, NULL, NULL, NULL]\n"
     "+I[amount, DOUBLE, TRUE, NULL, NULL, NULL]\n"
     "+I[ts, TIMESTAMP(3) *ROWTIME*, TRUE, NULL, NULL, `ts` - INTERVAL '5' SECOND]\n"},
    {"CREATE TEMPORARY TABLE orders (z INT) WITH ('connector' = 'print'); DESCRIBE orders",
     "+I[z, INT, TRUE, NULL, NULL, NULL]\n"},
    {"CREATE TEMPORARY TABLE orders (z INT) WITH ('connector' = 'print'); DROP TEMPORARY "
     "TABLE orders; DESCRIBE orders",
     "+I[id, INT, TRUE, NULL, NULL, NULL]\n"
     "+I[customer, STRING, TRUE, NULL, NULL, NULL]\n"
     "+I[qty, INT, TRUE, NULL, NULL, NULL]\n"
     "+I[price, DECIMAL(10, 2), TRUE, NULL, NULL, NULL]\n"
     "+I[amount, DOUBLE, TRUE, NULL, NULL, NULL]\n"
     "+I[ts, TIMESTAMP(3) *ROWTIME*, TRUE, NULL, NULL, `ts` - INTERVAL '5' SECOND]\n"},
    {"SET 'parallelism.default' = '4'",
     "done"},
    {"SET 'heartbeat.interval' = '1 s'",
     "'heartbeat.interval' has no meaning here and is ignored: one process, no cluster"},
    {"SET 'pipeline.object-reuse' = 'true'",
     "'pipeline.object-reuse' has no meaning here and is ignored: rows are never copied without need"},
    {"SET 'pipeline.auto-watermark-interval' = '200 ms'",
     "'pipeline.auto-watermark-interval' has no meaning here and is ignored: every advance of the watermark counts at once, so that results do not depend on the clock"},
    {"RESET",
     "done"},
    {"RESET 'parallelism.default'",
     "done"},
    {"CREATE VIEW v AS SELECT COUNT(*) AS n, SUM(qty) AS s, MAX(1) AS m FROM orders; "
     "DESCRIBE v",
     "+I[n, BIGINT, FALSE, NULL, NULL, NULL]\n"
     "+I[s, INT, TRUE, NULL, NULL, NULL]\n"
     "+I[m, INT, TRUE, NULL, NULL, NULL]\n"},
    {"CREATE VIEW v AS SELECT customer, COUNT(*) + 1 AS n, SUM(1) AS s FROM orders GROUP "
     "BY customer; DESCRIBE v",
     "+I[customer, STRING, TRUE, NULL, NULL, NULL]\n"
     "+I[n, BIGINT, FALSE, NULL, NULL, NULL]\n"
     "+I[s, INT, FALSE, NULL, NULL, NULL]\n"},
    {"CREATE VIEW v AS SELECT 1 AS a, -2147483648 AS b, 2147483648 AS c, 1.50 AS d, .5 AS "
     "e, 1E0 AS f, 'abc' AS g, '' AS h, TIMESTAMP '2024-01-01 00:00:00.120' AS i, X'0102' "
     "AS j, INTERVAL '1' DAY AS k, INTERVAL '1-2' YEAR TO MONTH AS l, TRUE AS m, 5. AS n; "
     "DESCRIBE v",
     "+I[a, INT, FALSE, NULL, NULL, NULL]\n"
     "+I[b, INT, FALSE, NULL, NULL, NULL]\n"
     "+I[c, BIGINT, FALSE, NULL, NULL, NULL]\n"
     "+I[d, DECIMAL(3, 2), FALSE, NULL, NULL, NULL]\n"
     "+I[e, DECIMAL(1, 1), FALSE, NULL, NULL, NULL]\n"
     "+I[f, DOUBLE, FALSE, NULL, NULL, NULL]\n"
     "+I[g, CHAR(3), FALSE, NULL, NULL, NULL]\n"
     "+I[h, CHAR(0), FALSE, NULL, NULL, NULL]\n"
     "+I[i, TIMESTAMP(3), FALSE, NULL, NULL, NULL]\n"
     "+I[j, BINARY(2), FALSE, NULL, NULL, NULL]\n"
     "+I[k, INTERVAL SECOND(3), FALSE, NULL, NULL, NULL]\n"
     "+I[l, INTERVAL MONTH, FALSE, NULL, NULL, NULL]\n"
     "+I[m, BOOLEAN, FALSE, NULL, NULL, NULL]\n"
     "+I[n, INT, FALSE, NULL, NULL, NULL]\n"},
    {"CREATE TABLE ctas WITH ('connector' = 'print') AS SELECT id AS a, ts FROM orders; "
     "DESCRIBE ctas",
     "+I[a, INT, TRUE, NULL, NULL, NULL]\n"
     "+I[ts, TIMESTAMP(3), TRUE, NULL, NULL, NULL]\n"},
};

TEST(cases) {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        session *s = session_open();
        CHECK_STR_EQ(answer(s, PRELUDE), "done");
        const char *text = answer(s, cases[i].sql);
        if (strcmp(text, cases[i].expected) != 0) {
            printf("%s\n", cases[i].sql);
            CHECK_STR_EQ(text, cases[i].expected);
        }
        session_close(s);
    }
}

int main(void) {
    RUN(cases);
    return CHECK_RESULT();
}
