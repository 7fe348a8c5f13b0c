/* Proves that every statement becomes its node, whole, and keeps its place and text. */
#include "parse_fixture.h"

TEST(scripts) {
    wr_ast_script *script = parse("");
    CHECK_UINT_EQ(script->statement_count, 0);
    script = parse(" ;; -- nothing\n;");
    CHECK_UINT_EQ(script->statement_count, 0);
    const char *text = "SET 'a' = 'b';\n /* x */ SELECT 1 ;\nSHOW TABLES";
    script = parse(text);
    REQUIRE(script->statement_count == 3);
    CHECK_UINT_EQ(script->statements[0]->offset, 0);
    CHECK_UINT_EQ(script->statements[0]->length, 13);
    CHECK_UINT_EQ(script->statements[1]->offset, 24);
    CHECK_UINT_EQ(script->statements[1]->length, 8);
    CHECK_UINT_EQ(script->statements[1]->place.line, 2);
    CHECK_UINT_EQ(script->statements[1]->place.column, 10);
    CHECK_UINT_EQ(script->statements[2]->length, 11);
    CHECK(script->text == text);
}

TEST(set_reset_use) {
    const wr_ast_statement *s = parse_one("SET 'table.local-time-zone' = 'UTC'");
    CHECK_INT_EQ(s->kind, AST_SET);
    CHECK_STR_EQ(s->set.option.key, "table.local-time-zone");
    CHECK_STR_EQ(s->set.option.value, "UTC");
    CHECK_UINT_EQ(s->set.option.value_place.column, 31);
    s = parse_one("SET;");
    CHECK_INT_EQ(s->kind, AST_SET);
    CHECK(s->set.option.key == NULL);
    s = parse_one("RESET 'a';");
    CHECK_INT_EQ(s->kind, AST_RESET);
    CHECK_STR_EQ(s->set.option.key, "a");
    CHECK(parse_one("reset")->set.option.key == NULL);
    s = parse_one("USE CATALOG c");
    CHECK_INT_EQ(s->kind, AST_USE_CATALOG);
    CHECK_STR_EQ(s->use.parts[0].text, "c");
    s = parse_one("USE c.d");
    CHECK_INT_EQ(s->kind, AST_USE_DATABASE);
    CHECK_UINT_EQ(s->use.part_count, 2);
}

TEST(create_table) {
    const wr_ast_statement *s = parse_one(
        "CREATE TEMPORARY TABLE IF NOT EXISTS c.d.orders (\n"
        "  id BIGINT NOT NULL PRIMARY KEY NOT ENFORCED COMMENT 'the key',\n"
        "  name STRING,\n"
        "  price DECIMAL(10, 2) COMMENT 'in cents',\n"
        "  total AS price * 2 COMMENT 'doubled',\n"
        "  ts TIMESTAMP(3) METADATA FROM 'timestamp' VIRTUAL,\n"
        "  `offset` BIGINT METADATA,\n"
        "  tags ARRAY<MAP<STRING, INT>>,\n"
        "  r ROW<a INT, b STRING> NULL,\n"
        "  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,\n"
        "  CONSTRAINT u UNIQUE (id, name)\n"
        ") COMMENT 'orders' PARTITIONED BY (name, id) WITH ('connector' = 'datagen', 'x' = '1')");
    REQUIRE(s->kind == AST_CREATE_TABLE);
    const wr_ast_create_table *t = &s->create_table;
    CHECK(t->temporary && t->if_not_exists);
    CHECK_STR_EQ(wr_ast_name_text(arena, &t->name), "`c`.`d`.`orders`");
    REQUIRE(t->column_count == 8);
    CHECK_STR_EQ(t->columns[0].name.text, "id");
    CHECK_UINT_EQ(t->columns[0].name.place.line, 2);
    CHECK(t->columns[0].type->not_null);
    CHECK_STR_EQ(t->columns[0].comment, "the key");
    CHECK_INT_EQ(t->columns[3].kind, AST_COLUMN_COMPUTED);
    CHECK_STR_EQ(wr_ast_expr_dump(arena, t->columns[3].expr), "(* price 2)");
    CHECK_STR_EQ(t->columns[3].comment, "doubled");
    CHECK_INT_EQ(t->columns[4].kind, AST_COLUMN_METADATA);
    CHECK_STR_EQ(t->columns[4].metadata_key, "timestamp");
    CHECK(t->columns[4].is_virtual);
    CHECK_STR_EQ(t->columns[5].name.text, "offset");
    CHECK(t->columns[5].metadata_key == NULL && !t->columns[5].is_virtual);
    CHECK_STR_EQ(wr_ast_type_text(arena, t->columns[6].type), "ARRAY<MAP<STRING, INT>>");
    REQUIRE(t->watermark_count == 1);
    CHECK_STR_EQ(t->watermarks[0].column.parts[0].text, "ts");
    REQUIRE(t->constraint_count == 2);
    CHECK(!t->constraints[0].unique && !t->constraints[0].enforced);
    CHECK_STR_EQ(t->constraints[0].columns[0].text, "id");
    CHECK(t->constraints[1].unique && t->constraints[1].enforced);
    CHECK_STR_EQ(t->constraints[1].name.text, "u");
    CHECK_UINT_EQ(t->constraints[1].column_count, 2);
    CHECK_STR_EQ(t->comment, "orders");
    CHECK_UINT_EQ(t->partitioned_by_count, 2);
    REQUIRE(t->option_count == 2);
    CHECK_STR_EQ(t->options[1].key, "x");
    CHECK_STR_EQ(t->options[1].value, "1");
}

TEST(create_table_from_others) {
    const wr_ast_create_table *t =
        &parse_one("CREATE TABLE a (x INT) WITH ('k' = 'v') LIKE db.b (INCLUDING ALL EXCLUDING "
                   "OPTIONS OVERWRITING WATERMARKS)")
             ->create_table;
    CHECK(t->has_like);
    CHECK_STR_EQ(wr_ast_name_text(arena, &t->like_table), "`db`.`b`");
    REQUIRE(t->like_option_count == 3);
    CHECK_INT_EQ(t->like_options[1].merge, AST_LIKE_EXCLUDING);
    CHECK_INT_EQ(t->like_options[1].feature, AST_LIKE_OPTIONS);
    CHECK_INT_EQ(t->like_options[2].merge, AST_LIKE_OVERWRITING);
    t = &parse_one("CREATE TABLE a WITH ('k' = 'v') AS SELECT 1 AS x")->create_table;
    CHECK(t->as_query != NULL && t->column_count == 0);
    t = &parse_one("CREATE TABLE a (y, x) AS SELECT x, y FROM t")->create_table;
    CHECK_UINT_EQ(t->select_column_count, 2);
    t = &parse_one("CREATE TABLE a LIKE b")->create_table;
    CHECK(t->has_like && t->like_option_count == 0);
    t = &parse_one("CREATE TABLE a (x INT) WITH ()")->create_table;
    CHECK_UINT_EQ(t->option_count, 0);
}

TEST(views_and_drops) {
    const char *text = "CREATE TEMPORARY VIEW IF NOT EXISTS v (a, b) COMMENT 'c' AS SELECT 1,  2 ;";
    const wr_ast_statement *s = parse_one(text);
    REQUIRE(s->kind == AST_CREATE_VIEW);
    CHECK(s->create_view.temporary && s->create_view.if_not_exists);
    CHECK_UINT_EQ(s->create_view.column_count, 2);
    CHECK_STR_EQ(s->create_view.comment, "c");
    s = parse_one("DROP TEMPORARY TABLE IF EXISTS a.b");
    CHECK_INT_EQ(s->kind, AST_DROP_TABLE);
    CHECK(s->drop.temporary && s->drop.if_exists);
    CHECK_UINT_EQ(s->drop.name.part_count, 2);
    s = parse_one("DROP VIEW v");
    CHECK_INT_EQ(s->kind, AST_DROP_VIEW);
    CHECK(!s->drop.temporary && !s->drop.if_exists);
}

static wr_ast_show show(const char *text) {
    const wr_ast_statement *s = parse_one(text);
    CHECK_INT_EQ(s->kind, AST_SHOW);
    return s->show;
}

TEST(show_describe) {
    CHECK_INT_EQ(show("SHOW TABLES").kind, AST_SHOW_TABLES);
    CHECK_STR_EQ(show("SHOW TABLES FROM a.b NOT LIKE 'x%'").like, "x%");
    CHECK(show("SHOW TABLES NOT LIKE 'x%'").like_negated);
    CHECK(show("SHOW VIEWS ILIKE 'x'").ilike);
    CHECK_UINT_EQ(show("SHOW TABLES IN a.b").name.part_count, 2);
    CHECK_INT_EQ(show("SHOW CATALOGS").kind, AST_SHOW_CATALOGS);
    CHECK_INT_EQ(show("SHOW DATABASES").kind, AST_SHOW_DATABASES);
    CHECK_INT_EQ(show("SHOW CURRENT CATALOG").kind, AST_SHOW_CURRENT_CATALOG);
    CHECK_INT_EQ(show("SHOW CURRENT DATABASE").kind, AST_SHOW_CURRENT_DATABASE);
    CHECK_INT_EQ(show("SHOW FUNCTIONS").kind, AST_SHOW_FUNCTIONS);
    CHECK_INT_EQ(show("SHOW USER FUNCTIONS").kind, AST_SHOW_USER_FUNCTIONS);
    CHECK_INT_EQ(show("SHOW FULL MODULES").kind, AST_SHOW_FULL_MODULES);
    CHECK_INT_EQ(show("SHOW JOBS").kind, AST_SHOW_JOBS);
    CHECK_INT_EQ(show("SHOW CONNECTORS").kind, AST_SHOW_CONNECTORS);
    CHECK_INT_EQ(show("SHOW CREATE TABLE t").kind, AST_SHOW_CREATE_TABLE);
    CHECK_INT_EQ(show("SHOW CREATE VIEW v").kind, AST_SHOW_CREATE_VIEW);
    CHECK_STR_EQ(show("SHOW COLUMNS IN t LIKE 'a'").like, "a");
    const wr_ast_statement *s = parse_one("DESC EXTENDED t");
    CHECK_INT_EQ(s->kind, AST_DESCRIBE);
    CHECK(s->describe.extended);
    CHECK(!parse_one("DESCRIBE a.b.t")->describe.extended);
}

TEST(inserts) {
    const wr_ast_statement *s =
        parse_one("INSERT INTO a.t /*+ OPTIONS('k'='v') */ PARTITION (d = '2024', h) (x, y.z) "
                  "SELECT 1, 2");
    REQUIRE(s->kind == AST_INSERT);
    CHECK_UINT_EQ(s->insert.hint_count, 1);
    CHECK_UINT_EQ(s->insert.partition_count, 2);
    CHECK(s->insert.partitions[0].value != NULL && s->insert.partitions[1].value == NULL);
    CHECK_UINT_EQ(s->insert.column_count, 2);
    CHECK_UINT_EQ(s->insert.columns[1].part_count, 2);
    CHECK(!s->insert.overwrite);
    CHECK(parse_one("INSERT OVERWRITE t VALUES (1)")->insert.overwrite);
    s = parse_one("INSERT INTO t (SELECT 1)");
    CHECK_UINT_EQ(s->insert.column_count, 0);
    s = parse_one("INSERT INTO t (a) (SELECT 1)");
    CHECK_UINT_EQ(s->insert.column_count, 1);
    s = parse_one("INSERT INTO t WITH c AS (SELECT 1) SELECT * FROM c");
    CHECK_UINT_EQ(s->insert.query->cte_count, 1);
    CHECK_INT_EQ(parse_one("EXECUTE INSERT INTO t SELECT 1")->kind, AST_INSERT);
    CHECK_INT_EQ(parse_one("EXECUTE SELECT 1")->kind, AST_QUERY);
}

TEST(statement_sets) {
    const char *text = "EXECUTE STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;\n INSERT INTO b "
                       "SELECT CASE WHEN x THEN 1 END;\nEND;";
    const wr_ast_statement *s = parse_one(text);
    REQUIRE(s->kind == AST_STATEMENT_SET);
    REQUIRE(s->statement_set.insert_count == 2);
    CHECK_UINT_EQ(s->statement_set.inserts[1]->place.line, 3);
    CHECK_UINT_EQ(s->statement_set.inserts[0]->length, 22);
    CHECK_UINT_EQ(s->length, strlen(text) - 1);
    s = parse_one("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;");
    CHECK_INT_EQ(s->kind, AST_STATEMENT_SET);
    s = parse_one("EXPLAIN STATEMENT SET BEGIN INSERT INTO a SELECT 1; END");
    REQUIRE(s->kind == AST_EXPLAIN);
    CHECK_INT_EQ(s->explain.statement->kind, AST_STATEMENT_SET);
}

TEST(explain) {
    const wr_ast_statement *s = parse_one("EXPLAIN ESTIMATED_COST, CHANGELOG_MODE SELECT 1");
    REQUIRE(s->kind == AST_EXPLAIN);
    CHECK(s->explain.estimated_cost && s->explain.changelog_mode);
    CHECK(!s->explain.json_execution_plan && !s->explain.plan_advice);
    CHECK_INT_EQ(s->explain.statement->kind, AST_QUERY);
    s = parse_one("EXPLAIN PLAN FOR INSERT INTO t SELECT 1");
    CHECK_INT_EQ(s->explain.statement->kind, AST_INSERT);
    s = parse_one("EXPLAIN JSON_EXECUTION_PLAN, PLAN_ADVICE PLAN FOR SELECT 1");
    CHECK(s->explain.json_execution_plan && s->explain.plan_advice);
}

TEST(objects) {
    const wr_ast_statement *s = parse_one("CREATE CATALOG IF NOT EXISTS c COMMENT 'x' WITH ('type' = 'generic_in_memory')");
    REQUIRE(s->kind == AST_CREATE_CATALOG);
    CHECK(s->create_space.if_not_exists && s->create_space.option_count == 1);
    CHECK_STR_EQ(s->create_space.comment, "x");
    s = parse_one("CREATE DATABASE c.d");
    REQUIRE(s->kind == AST_CREATE_DATABASE);
    CHECK_UINT_EQ(s->create_space.name.part_count, 2);
    s = parse_one("CREATE TEMPORARY SYSTEM FUNCTION f AS 'a.b' LANGUAGE PYTHON USING JAR 'x', JAR 'y' WITH ('k' = 'v')");
    REQUIRE(s->kind == AST_CREATE_FUNCTION);
    CHECK(s->create_function.temporary && s->create_function.system);
    CHECK_STR_EQ(s->create_function.language, "PYTHON");
    CHECK_UINT_EQ(s->create_function.jar_count, 2);
    s = parse_one("ALTER FUNCTION IF EXISTS f AS 'a.c'");
    REQUIRE(s->kind == AST_ALTER_FUNCTION);
    CHECK(s->create_function.if_exists);
    s = parse_one("DROP DATABASE IF EXISTS c.d CASCADE");
    REQUIRE(s->kind == AST_DROP_DATABASE);
    CHECK(s->drop.if_exists && s->drop.cascade);
    CHECK(!parse_one("DROP DATABASE d RESTRICT")->drop.cascade);
    CHECK_INT_EQ(parse_one("DROP TEMPORARY SYSTEM FUNCTION f")->kind, AST_DROP_FUNCTION);
    CHECK_INT_EQ(parse_one("DROP CATALOG c")->kind, AST_DROP_CATALOG);
    s = parse_one("STOP JOB 'j' WITH SAVEPOINT WITH DRAIN");
    REQUIRE(s->kind == AST_STOP_JOB);
    CHECK(s->stop_job.savepoint && s->stop_job.drain);
    CHECK(parse_one("CREATE OR REPLACE TABLE t AS SELECT 1")->create_table.or_replace);
    CHECK(parse_one("REPLACE TABLE t AS SELECT 1")->create_table.must_exist);
    CHECK_INT_EQ(parse_one("DESCRIBE CATALOG EXTENDED c")->describe.kind, AST_DESCRIBE_CATALOG);
    CHECK_INT_EQ(parse_one("DESCRIBE catalog")->describe.kind, AST_DESCRIBE_TABLE); /* a table of that name */
    CHECK_INT_EQ(parse_one("DESCRIBE FUNCTION COUNT")->describe.kind, AST_DESCRIBE_FUNCTION);
    CHECK_INT_EQ(parse_one("DESCRIBE JOB 'j'")->describe.kind, AST_DESCRIBE_JOB);
}

TEST(alter) {
    const wr_ast_statement *s = parse_one("ALTER TABLE IF EXISTS t ADD (a INT FIRST, b STRING AFTER a, PRIMARY KEY (a) NOT ENFORCED, WATERMARK FOR ts AS ts)");
    REQUIRE(s->kind == AST_ALTER_TABLE);
    CHECK(s->alter.if_exists);
    CHECK_INT_EQ(s->alter.kind, AST_ALTER_ADD);
    REQUIRE(s->alter.schema.column_count == 2);
    CHECK(s->alter.schema.columns[0].first);
    CHECK_STR_EQ(s->alter.schema.columns[1].after.text, "a");
    CHECK_UINT_EQ(s->alter.schema.constraint_count, 1);
    CHECK_UINT_EQ(s->alter.schema.watermark_count, 1);
    CHECK_INT_EQ(parse_one("ALTER TABLE t MODIFY a BIGINT")->alter.kind, AST_ALTER_MODIFY);
    CHECK_INT_EQ(parse_one("ALTER TABLE t RENAME a TO b")->alter.kind, AST_ALTER_RENAME_COLUMN);
    CHECK_INT_EQ(parse_one("ALTER TABLE t RENAME TO c.d.u")->alter.kind, AST_ALTER_RENAME);
    CHECK_UINT_EQ(parse_one("ALTER TABLE t DROP (a, b)")->alter.column_count, 2);
    CHECK_INT_EQ(parse_one("ALTER TABLE t DROP PRIMARY KEY")->alter.kind, AST_ALTER_DROP_PRIMARY_KEY);
    CHECK_INT_EQ(parse_one("ALTER TABLE t DROP CONSTRAINT c")->alter.kind, AST_ALTER_DROP_CONSTRAINT);
    CHECK_INT_EQ(parse_one("ALTER TABLE t DROP WATERMARK")->alter.kind, AST_ALTER_DROP_WATERMARK);
    CHECK_INT_EQ(parse_one("ALTER TABLE t SET ('a' = 'b')")->alter.kind, AST_ALTER_SET);
    CHECK_UINT_EQ(parse_one("ALTER TABLE t RESET ('a', 'b')")->alter.key_count, 2);
    CHECK_INT_EQ(parse_one("ALTER VIEW v AS SELECT 1")->alter.kind, AST_ALTER_AS);
    CHECK_INT_EQ(parse_one("ALTER CATALOG c COMMENT 'x'")->alter.kind, AST_ALTER_COMMENT);
    CHECK_INT_EQ(parse_one("ALTER DATABASE c.d SET ('a' = 'b')")->kind, AST_ALTER_DATABASE);
}

TEST(unsupported) {
    static const char *const cases[][2] = {
        {"ADD JAR '/x.jar'", "ADD JAR"},
        {"REMOVE JAR '/x.jar'", "REMOVE JAR"},
        {"ANALYZE TABLE t COMPUTE STATISTICS", "ANALYZE TABLE"},
        {"COMPILE PLAN '/x' FOR STATEMENT SET BEGIN INSERT INTO a SELECT 1; END", "COMPILE PLAN"},
        {"COMPILE AND EXECUTE PLAN '/x' FOR INSERT INTO a SELECT 1", "COMPILE AND EXECUTE PLAN"},
        {"EXECUTE PLAN '/x'", "EXECUTE PLAN"},
        {"CREATE MATERIALIZED TABLE t AS SELECT 1", "CREATE MATERIALIZED TABLE"},
        {"ALTER MATERIALIZED TABLE t SUSPEND", "ALTER MATERIALIZED TABLE"},
        {"DROP MATERIALIZED TABLE t", "DROP MATERIALIZED TABLE"},
        {"CREATE MODEL m WITH ('provider' = 'x')", "CREATE MODEL"},
        {"DESCRIBE MODEL m", "DESCRIBE MODEL"},
        {"LOAD MODULE hive", "LOAD MODULE"},
        {"UNLOAD MODULE hive", "UNLOAD MODULE"},
        {"USE MODULES a, b", "USE MODULES"},
        {"CALL p(1)", "CALL"},
        {"DELETE FROM t WHERE a = 1", "DELETE"},
        {"UPDATE t SET a = 1", "UPDATE"},
        {"TRUNCATE TABLE t", "TRUNCATE TABLE"},
        {"MERGE INTO t USING u ON TRUE", "MERGE"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = wr_arena_printf(arena, "%s; SELECT 1;", cases[i][0]);
        wr_ast_script *script = parse(text);
        CHECK_UINT_EQ(script->statement_count, 2); /* and the next statement is found */
        if (script->statement_count != 2)
            continue;
        CHECK_INT_EQ(script->statements[0]->kind, AST_UNSUPPORTED);
        CHECK_STR_EQ(script->statements[0]->unsupported.what, cases[i][1]);
        CHECK_UINT_EQ(script->statements[0]->length, strlen(cases[i][0]));
    }
    CHECK_INT_EQ(parse_one("EXPLAIN ANALYZE TABLE t COMPUTE STATISTICS")->explain.statement->kind,
                 AST_UNSUPPORTED);
    CHECK_INT_EQ(parse_one("DESCRIBE job")->kind, AST_DESCRIBE); /* a table may have that name */
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(scripts);
    RUN(set_reset_use);
    RUN(create_table);
    RUN(create_table_from_others);
    RUN(views_and_drops);
    RUN(show_describe);
    RUN(inserts);
    RUN(statement_sets);
    RUN(explain);
    RUN(objects);
    RUN(alter);
    RUN(unsupported);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
