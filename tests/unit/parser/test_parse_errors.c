/* Proves that every mistake is named with its place, what was found and what was expected. */
#include "parse_fixture.h"

TEST(statements) {
    check_fails("SELECT 1 SELECT 2", 1, 10, "expected ';' before the next statement, which begins with 'SELECT'");
    check_fails("SELECT 1;\n  SELCT 2", 2, 3, "found 'SELCT' - did you mean SELECT?");
    check_fails("inser into t values (1)", 1, 1, "did you mean INSERT?");
    check_fails("foo", 1, 1, "expected a statement (SELECT, INSERT INTO, CREATE TABLE, SET ..), "
                             "found 'foo'");
    check_fails("SET a + 1", 1, 5, "single quotes: SET 'key' = 'value'");
    check_fails("SET 'a' 'b'", 1, 9, "two strings on one line");
    check_fails("SET 'a'\n 'b'", 2, 5, "expected '=' after the key, found the end of the text");
    check_fails("SET 'a' = 5 min", 1, 13, "stands in single quotes");
    check_fails("RESET a b", 1, 7, "RESET 'key'");
    check_fails("CREATE TABEL t", 1, 8, "expected TABLE, VIEW, CATALOG, DATABASE or FUNCTION after CREATE, found 'TABEL'");
    check_fails("DROP t", 1, 6, "expected TABLE, VIEW, FUNCTION, DATABASE or CATALOG after DROP");
    check_fails("DROP TABLE IF t", 1, 15, "found 't'");
    check_fails("SHOW x", 1, 6, "expected TABLES, VIEWS");
    check_fails("SHOW COLUMNS t", 1, 14, "expected FROM or IN");
    check_fails("USE", 1, 4, "expected a database's name, found the end of the text");
    check_fails("EXPLAIN CHANGELOG_MODE, SELECT 1", 1, 25, "expected ESTIMATED_COST");
    check_fails("END", 1, 1, "END without BEGIN STATEMENT SET");
    check_fails("SELECT 'a", 1, 8, "string is not closed");
    check_fails("SELECT \xff", 1, 8, "not valid UTF-8");
    check_fails("foo; SELECT \xff", 1, 1, "expected a statement"); /* the first mistake first */
}

TEST(statement_sets) {
    check_fails("EXECUTE STATEMENT SET BEGIN END", 1, 29, "at least one INSERT");
    check_fails("EXECUTE STATEMENT SET INSERT INTO a SELECT 1", 1, 23, "expected BEGIN");
    check_fails("BEGIN STATEMENT SET; SELECT 1; END", 1, 22, "holds only INSERTs");
    check_fails("BEGIN STATEMENT SET; INSERT INTO a SELECT 1 END", 1, 45, "expected ';'");
    check_fails("BEGIN STATEMENT SET; INSERT INTO a SELECT 1;", 1, 45, "INSERT or END");
    check_fails("BEGIN;", 1, 6, "expected STATEMENT");
}

TEST(tables) {
    check_fails("CREATE TABLE t (value INT)", 1, 17,
                "expected a column's name, but 'value' is a reserved word; write it as `value` in "
                "backticks");
    check_fails("CREATE TABLE t (a INT, order INT)", 1, 24, "'order' is a reserved word");
    check_fails("CREATE TABLE t (a INT, from STRING)", 1, 24, "'from' is a reserved word");
    check_fails("CREATE TABLE user (a INT)", 1, 14, "'user' is a reserved word");
    check_fails("CREATE TABLE t (a)", 1, 17, "expected a type after column 'a'");
    check_fails("CREATE TABLE t (a INT, b)", 1, 24, "expected a type after column 'b'");
    check_fails("CREATE TABLE t (a 5)", 1, 19, "expected a type after column 'a', found '5'");
    check_fails("CREATE TABLE t (a INT b INT)", 1, 23,
                "expected ',' or ')' after the column, found 'b'");
    check_fails("CREATE TABLE t (a INT,)", 1, 23, "is the ',' before it one too many?");
    check_fails("CREATE TABLE t", 1, 15, "table 't' needs columns");
    check_fails("CREATE TABLE t () WITH ('a'='b')", 1, 16, "table 't' needs columns");
    check_fails("CREATE TABLE t (a INT) WITH (a = 'b')", 1, 30,
                "expected an option's name in single quotes, found 'a'");
    check_fails("CREATE TABLE t (a INT) WITH ('a' = b)", 1, 36, "value in single quotes");
    check_fails("CREATE TABLE t (a INT) WITH ('a' = 'b',)", 1, 40, "one too many?");
    check_fails("CREATE TABLE t (a INT) WITH ('a' = 'b') COMMENT 'c'", 1, 41, "stands too late");
    check_fails("CREATE TABLE t (a INT) DISTRIBUTED INTO 3 BUCKETS", 1, 24, "DISTRIBUTED is not");
    check_fails("CREATE TABLE t (a INT PRIMARY)", 1, 30, "expected KEY");
    check_fails("CREATE TABLE t (a INT, WATERMARK ts AS ts)", 1, 34, "expected FOR, found 'ts'");
    check_fails("CREATE TABLE t (a INT) LIKE b (OVERWRITING ALL)", 1, 44,
                "ALL cannot be overwritten");
    check_fails("CREATE TABLE t (a INT) LIKE b (FOO)", 1, 32, "INCLUDING, EXCLUDING");
    check_fails("CREATE TABLE t (a INT PRIMARY KEY NOT ENFORCED NOT NULL)", 1, 48,
                "NOT NULL belongs to the type");
    check_fails("CREATE TABLE t (a RAW('x', 'y'))", 1, 19, "type RAW is not there");
    check_fails("CREATE TABLE t (a ARRAY INT)", 1, 25, "expected '<'");
    check_fails("CREATE TABLE t (a TIME WITH TIME ZONE)", 1, 24, "TIME WITH TIME ZONE");
    check_fails("CREATE VIEW v SELECT 1", 1, 15, "expected AS, found 'SELECT'");
    check_fails("CREATE VIEW v AS FOO", 1, 18, "expected a query");
}

TEST(queries) {
    check_fails("SELECT FROM t", 1, 8, "expected an expression, found 'FROM'");
    check_fails("SELECT a, FROM t", 1, 11, "found 'FROM' - is the ',' before it one too many?");
    check_fails("SELECT a,\n  value FROM t", 2, 3, "'value' is a reserved word");
    check_fails("SELECT a value FROM t", 1, 10, "'value' is a reserved word");
    check_fails("SELECT a AS end FROM t", 1, 13, "'end' is a reserved word");
    check_fails("SELECT order FROM t", 1, 8, "'order' is a reserved word");
    check_fails("SELECT t.group FROM t", 1, 10, "'group' is a reserved word");
    check_fails("SELECT a FROM WHERE b", 1, 15, "expected a table's name, found 'WHERE'");
    check_fails("SELECT a FROM t AS from WHERE b", 1, 20, "'from' is a reserved word");
    check_fails("SELECT a FROM SELECT b", 1, 15, "stands in parentheses: FROM (SELECT ..)");
    check_fails("SELECT a FROM t WHERE", 1, 22, "an expression, found the end of the text");
    check_fails("SELECT a FROM t GROUP a", 1, 23, "expected BY after GROUP, found 'a'");
    check_fails("SELECT a FROM t JOIN u", 1, 23, "expected ON or USING of the JOIN");
    check_fails("SELECT a FROM t CROSS JOIN u ON TRUE", 1, 30, "CROSS JOIN takes no ON");
    check_fails("SELECT a FROM t LEFT u", 1, 22, "expected JOIN, found 'u'");
    check_fails("SELECT a FROM t AS x /*+ OPTIONS('a'='b') */", 1, 22, "before its alias");
    check_fails("SELECT a FROM t AS x FOR SYSTEM_TIME AS OF y", 1, 22, "stands before the alias");
    check_fails("SELECT a FROM t MATCH_RECOGNIZE (PARTITION BY a)", 1, 48, "expected PATTERN, found ')'");
    check_fails("SELECT a FROM t TABLESAMPLE BERNOULLI (1)", 1, 17, "TABLESAMPLE is not available");
    check_fails("SELECT a FROM t PIVOT (x)", 1, 17, "PIVOT is not available");
    check_fails("SELECT a FROM (SELECT 1", 1, 24, "expected ')' after the query");
    check_fails("SELECT a FROM t ORDER BY a NULLS", 1, 33, "FIRST or LAST after NULLS");
    check_fails("SELECT a FROM t LIMIT", 1, 22, "expected an expression");
    check_fails("SELECT 1 MINUS SELECT 2", 1, 10, "MINUS is written EXCEPT");
    check_fails("SELECT 1 UNION", 1, 15, "expected a query (SELECT, VALUES, WITH or '(')");
    check_fails("WITH a SELECT 1", 1, 8, "expected AS");
    check_fails("VALUES ROW()", 1, 8, "at least one value");
    check_fails("VALUES (1), ", 1, 13, "expected an expression");
    check_fails("SELECT a b c FROM t", 1, 12, "expected ',', FROM, WHERE, GROUP BY, HAVING, WINDOW, QUALIFY, UNION, ORDER BY, LIMIT or ';', found 'c'");
    check_fails("SELECT * FROM t /*+ OPTIONS('a'='b') AS x", 1, 38, "expected ',' or '*/'");
    check_fails("INSERT t SELECT 1", 1, 8, "expected INTO or OVERWRITE after INSERT");
    check_fails("INSERT INTO t", 1, 14, "expected SELECT, VALUES or another query to insert");
    check_fails("INSERT INTO t (a) 1", 1, 19, "to insert, found '1'");
}

TEST(expressions) {
    check_fails("SELECT a +", 1, 11, "expected an expression, found the end of the text");
    check_fails("SELECT a + ;", 1, 12, "expected an expression, found ';'");
    check_fails("SELECT (a", 1, 10, "expected ',' or ')'");
    check_fails("SELECT f(a,)", 1, 12, "one too many?");
    check_fails("SELECT f(a b)", 1, 12, "expected ',' or ')' after the argument, found 'b'");
    check_fails("SELECT CASE a THEN 1 END", 1, 15, "expected WHEN");
    check_fails("SELECT CASE WHEN a THEN 1 b", 1, 27, "expected WHEN, ELSE or END of the CASE");
    check_fails("SELECT CAST(a)", 1, 14, "expected AS, found ')'");
    check_fails("SELECT CAST(a AS )", 1, 18, "expected a type, found ')'");
    check_fails("SELECT CAST(a AS DECIMAL(x))", 1, 26, "expected the precision, found 'x'");
    check_fails("SELECT a IS 5", 1, 13, "expected NULL, TRUE, FALSE, UNKNOWN, DISTINCT FROM or "
                                        "JSON after IS");
    check_fails("SELECT a IN 5", 1, 13, "expected '(' with a list or a query");
    check_fails("SELECT a IN ()", 1, 14, "expected an expression, found ')'");
    check_fails("SELECT a BETWEEN 1 OR 2", 1, 20, "expected AND, found 'OR'");
    check_fails("SELECT a NOT b", 1, 10, "found 'NOT'");
    check_fails("SELECT EXISTS (a)", 1, 15, "expected a query in parentheses after EXISTS");
    check_fails("SELECT INTERVAL '5' FOO", 1, 21, "expected a unit of time");
    check_fails("SELECT INTERVAL '1' MONTH TO DAY", 1, 30, "an interval goes from YEAR TO MONTH");
    check_fails("SELECT EXTRACT(foo FROM a)", 1, 16, "expected a unit of time");
    check_fails("SELECT EXTRACT(DAYS FROM a)", 1, 16, "found 'DAYS'; write DAY");
    check_fails("SELECT EXTRACT(YEAR, a)", 1, 20, "expected FROM, found ','");
    check_fails("SELECT POSITION('a', b)", 1, 20, "expected IN, found ','");
    check_fails("SELECT SUBSTRING(a)", 1, 19, "expected FROM or ','");
    check_fails("SELECT TRIM(LEADING 'x')", 1, 24, "expected FROM");
    check_fails("SELECT MAP['a']", 1, 8, "in turn, an even number");
    check_fails("SELECT ARRAY[1", 1, 15, "expected ',' or ']'");
    check_fails("SELECT MULTISET[1]", 1, 8, "MULTISET[..] as an expression is not there");
    check_fails("SELECT a[1", 1, 11, "expected ']'");
    check_fails("SELECT f(a).", 1, 13, "expected a field's name after '.'");
    check_fails("SELECT 'a' 'b'", 1, 12, "two strings on one line");
    check_fails("SELECT U&'\\00'", 1, 8, "bad escape in U&'..'");
    check_fails("SELECT U&'\\D800'", 1, 8, "bad escape");
    check_fails("SELECT U&'x' UESCAPE 'ab'", 1, 22, "one character in quotes after UESCAPE");
    check_fails("SELECT SUM(a) OVER", 1, 19, "'(' or a window's name after OVER");
    check_fails("SELECT SUM(a) OVER (GROUP BY b)", 1, 21, "PARTITION BY, ORDER BY, ROWS");
    check_fails("SELECT SUM(a) OVER (ORDER BY b ROWS 5)", 1, 38, "PRECEDING or FOLLOWING");
    check_fails("SELECT SUM(a) FILTER (b)", 1, 23, "expected WHERE");
    check_fails("SELECT JSON_VALUE(a)", 1, 20, "the JSON path");
    check_fails("SELECT JSON_OBJECT('a' 1)", 1, 24, "expected VALUE or ':' after the key");
    check_fails("SELECT JSON_ARRAY(1,)", 1, 21, "expected an expression");
    check_fails("SELECT (a + b) DAY", 1, 16, "follows only a difference of two times");
    check_fails("SELECT a == b", 1, 10, "equality is written '='");
    check_fails("SELECT 'a very long string that goes on and on and on and on' x y", 1, 65, "'y'");
    check_fails("SELECT a,, 'a very long string that goes on and on and on and on'", 1, 10,
                "expected an expression, found ','");
    check_fails("USE 'a very long string that goes on and on and on and on'", 1, 5,
                "the string 'a very long string that goes on and on a...'");
}

/* `count` times `piece` between `head` and `tail`. */
static const char *repeat(const char *head, const char *piece, int count, const char *tail) {
    size_t size = strlen(head) + strlen(piece) * (size_t)count + strlen(tail) + 1, at = 0;
    char  *text = wr_arena_alloc(arena, size);
    at += (size_t)snprintf(text, size, "%s", head);
    for (int i = 0; i < count; i++)
        at += (size_t)snprintf(text + at, size - at, "%s", piece);
    snprintf(text + at, size - at, "%s", tail);
    return text;
}

static void check_too_deep(const char *text) {
    weir_error     err = {0};
    wr_ast_script *script;
    CHECK_INT_EQ(wr_parse_script(text, strlen(text), arena, &script, &err), WEIR_INVALID);
    CHECK_CONTAINS(err.message, "nested deeper than 200 levels");
    CHECK(err.sql_line == 1 && err.sql_column > 50);
}

TEST(depth_has_a_limit) {
    parse(repeat("SELECT ", "(", 190, repeat("1", ")", 190, "")));
    check_too_deep(repeat("SELECT ", "(", 100000, ""));
    check_too_deep(repeat("SELECT ", "NOT ", 100000, ""));
    check_too_deep(repeat("SELECT ", "- ", 100000, ""));
    check_too_deep(repeat("SELECT ", "CASE WHEN ", 100000, ""));
    check_too_deep(repeat("SELECT ", "f(", 100000, ""));
    check_too_deep(repeat("SELECT ", "f(x => ", 100000, ""));
    check_too_deep(repeat("SELECT ", "ARRAY[", 100000, ""));
    check_too_deep(repeat("SELECT ", "a[", 100000, ""));
    check_too_deep(repeat("SELECT ", "x IN (", 100000, ""));
    check_too_deep(repeat("", "(", 100000, "SELECT 1"));
    check_too_deep(repeat("", "SELECT * FROM (", 100000, ""));
    check_too_deep(repeat("SELECT 1 FROM ", "(", 100000, ""));
    check_too_deep(repeat("", "SELECT (", 100000, ""));
    check_too_deep(repeat("", "WITH a AS (", 100000, ""));
    check_too_deep(repeat("", "EXPLAIN ", 100000, ""));
    check_too_deep(repeat("SELECT 1 GROUP BY ", "ROLLUP (", 100000, ""));
    check_too_deep(repeat("CREATE TABLE t (a ", "ARRAY<", 100000, ""));
    check_too_deep(repeat("CREATE TABLE t (a ", "ROW<a ", 100000, ""));
}

static void check_too_long(const char *text) {
    weir_error     err = {0};
    wr_ast_script *script;
    CHECK_INT_EQ(wr_parse_script(text, strlen(text), arena, &script, &err), WEIR_INVALID);
    CHECK_CONTAINS(err.message, "than 2000");
}

TEST(chains_have_a_limit) {
    query_text(repeat("SELECT 1", " + 1", 1900, "")); /* prints and parses again */
    query_text(repeat("SELECT a", " OR b = 1", 1900, ""));
    query_text(repeat("SELECT 1", " UNION ALL SELECT 1", 1900, ""));
    check_too_long(repeat("SELECT 1", " + 1", 3000, ""));
    check_too_long(repeat("SELECT a", " AND b", 3000, ""));
    check_too_long(repeat("SELECT a", "[1]", 3000, ""));
    check_too_long(repeat("SELECT a[1]", ".b", 3000, ""));
    check_too_long(repeat("SELECT a", " IS NULL", 3000, ""));
    check_too_long(repeat("SELECT a", " IN (1)", 3000, ""));
    check_too_long(repeat("SELECT 1", " UNION SELECT 1", 3000, ""));
    check_too_long(repeat("SELECT 1", " INTERSECT SELECT 1", 3000, ""));
    check_too_long(repeat("SELECT 1 FROM a", ", a", 3000, ""));
    check_too_long(repeat("SELECT 1 FROM a", " JOIN a ON b", 3000, ""));
    check_too_long(repeat("CREATE TABLE t (a INT", " ARRAY", 3000, ")"));
    parse(repeat("SELECT a", ", a + 1", 50000, "")); /* width has none */
    parse(repeat("SELECT a IN (1", ", 1", 50000, ")"));
    parse(repeat("VALUES (1)", ", (1)", 50000, ""));
    parse(repeat("", "SELECT 1;", 50000, ""));
}

TEST(err_may_be_null) {
    wr_ast_script *script;
    CHECK_INT_EQ(wr_parse_script("foo", 3, arena, &script, NULL), WEIR_INVALID);
    CHECK_INT_EQ(wr_parse_script("SELECT 1;;", 8, arena, &script, NULL), WEIR_OK);
    CHECK_UINT_EQ(script->statement_count, 1); /* size counts, not a NUL */
    CHECK_INT_EQ(wr_parse_script(NULL, 0, arena, &script, NULL), WEIR_OK);
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(statements);
    RUN(statement_sets);
    RUN(tables);
    RUN(queries);
    RUN(expressions);
    RUN(depth_has_a_limit);
    RUN(chains_have_a_limit);
    RUN(err_may_be_null);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
