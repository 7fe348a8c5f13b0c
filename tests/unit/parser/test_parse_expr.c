/* Proves that expressions become the right trees, and that printed trees parse to the same ones. */
#include "parse_fixture.h"

TEST(precedence) {
    CHECK_STR_EQ(tree("a + b * c"), "(+ a (* b c))");
    CHECK_STR_EQ(tree("(a + b) * c"), "(* (+ a b) c)");
    CHECK_STR_EQ(tree("a - b - c"), "(- (- a b) c)");
    CHECK_STR_EQ(tree("a - (b - c)"), "(- a (- b c))");
    CHECK_STR_EQ(tree("a / b % c * d"), "(* (% (/ a b) c) d)");
    CHECK_STR_EQ(tree("a || b + c"), "(+ (|| a b) c)"); /* || as tight as * */
    CHECK_STR_EQ(tree("a OR b AND NOT c = d"), "(OR a (AND b (NOT (= c d))))");
    CHECK_STR_EQ(tree("NOT a AND b"), "(AND (NOT a) b)");
    CHECK_STR_EQ(tree("NOT NOT a"), "(NOT (NOT a))");
    CHECK_STR_EQ(tree("NOT a IS NULL"), "(NOT (IS-NULL a))");
    CHECK_STR_EQ(tree("a = b IS NULL"), "(IS-NULL (= a b))"); /* as in Flink */
    CHECK_STR_EQ(tree("a = b = c"), "(= (= a b) c)");
    CHECK_STR_EQ(tree("a < b AND c >= d OR e <> f"), "(OR (AND (< a b) (>= c d)) (<> e f))");
    CHECK_STR_EQ(tree("-a * b"), "(* (- a) b)");
    CHECK_STR_EQ(tree("- - 1"), "(- (- 1))");
    CHECK_STR_EQ(tree("+a - -b"), "(- (+ a) (- b))");
    CHECK_STR_EQ(tree("-(a + b)"), "(- (+ a b))");
    CHECK_STR_EQ(tree("a = -1"), "(= a (- 1))");
    CHECK_STR_EQ(tree("a = (NOT b)"), "(= a (NOT b))");
    CHECK_STR_EQ(tree("(a OR b) AND c"), "(AND (OR a b) c)");
    CHECK_STR_EQ(tree("a AND (b AND c)"), "(AND a (AND b c))");
    CHECK_STR_EQ(tree("((((a))))"), "a");
}

TEST(predicates) {
    CHECK_STR_EQ(tree("a BETWEEN 1 AND 2 AND b"), "(AND (BETWEEN a 1 2) b)");
    CHECK_STR_EQ(tree("a NOT BETWEEN SYMMETRIC b + 1 AND c"), "(NOT-BETWEEN a (+ b 1) c)");
    CHECK_STR_EQ(tree("a IN (1, 2) OR b NOT IN ('x')"), "(OR (IN a 1 2) (NOT-IN b 'x'))");
    CHECK_STR_EQ(tree("a IN (SELECT 1)"), "(IN a {SELECT 1})");
    CHECK_STR_EQ(tree("a IN ((SELECT 1), 2)"), "(IN a (QUERY {SELECT 1}) 2)");
    CHECK_STR_EQ(tree("(a, b) IN ((1, 2), (3, 4))"), "(IN (ROW a b) (ROW 1 2) (ROW 3 4))");
    CHECK_STR_EQ(tree("a LIKE 'x%' ESCAPE '!'"), "(LIKE a 'x%' '!')");
    CHECK_STR_EQ(tree("a NOT LIKE b || '%'"), "(NOT-LIKE a (|| b '%'))");
    CHECK_STR_EQ(tree("a SIMILAR TO 'x'"), "(SIMILAR a 'x')");
    CHECK_STR_EQ(tree("a = b LIKE c"), "(= a (LIKE b c))");
    CHECK_STR_EQ(tree("a IS NOT NULL AND b IS TRUE"), "(AND (IS-NOT-NULL a) (IS-TRUE b))");
    CHECK_STR_EQ(tree("a IS FALSE OR a IS NOT UNKNOWN"), "(OR (IS-FALSE a) (IS-NOT-UNKNOWN a))");
    CHECK_STR_EQ(tree("a IS DISTINCT FROM b"), "(IS-DISTINCT a b)");
    CHECK_STR_EQ(tree("a IS NOT DISTINCT FROM b AND c"), "(AND (IS-NOT-DISTINCT a b) c)");
    CHECK_STR_EQ(tree("a + 1 IS DISTINCT FROM b + 1"), "(IS-DISTINCT (+ a 1) (+ b 1))");
    CHECK_STR_EQ(tree("a IS JSON OBJECT"), "(IS-JSON-OBJECT a)");
    CHECK_STR_EQ(tree("a IS NOT JSON VALUE"), "(IS-NOT-JSON a)");
    CHECK_STR_EQ(tree("EXISTS (SELECT 1 FROM t)"), "(EXISTS {SELECT 1 FROM `t`})");
    CHECK_STR_EQ(tree("NOT EXISTS (VALUES 1)"), "(NOT (EXISTS {VALUES (1)}))");
    CHECK_STR_EQ(tree("a = ANY (1, 2)"), "(=-ANY a 1 2)");
    CHECK_STR_EQ(tree("a > ALL (SELECT b FROM t)"), "(>-ALL a {SELECT `b` FROM `t`})");
    CHECK_STR_EQ(tree("(a, b) OVERLAPS (c, d)"), "(OVERLAPS (ROW a b) (ROW c d))");
}

TEST(literals) {
    CHECK_STR_EQ(tree("1"), "1");
    CHECK_STR_EQ(tree("1.50"), "1.50");
    CHECK_STR_EQ(tree(".5"), ".5");
    CHECK_STR_EQ(tree("1e10"), "1e10");
    CHECK_STR_EQ(tree("99999999999999999999"), "99999999999999999999");
    CHECK_STR_EQ(tree("'it''s'"), "'it''s'");
    CHECK_STR_EQ(tree("'a'\n 'b'"), "'ab'");
    CHECK_STR_EQ(tree("U&'\\0041\\00e4\\+01F600\\\\'"), "'A\xc3\xa4\xf0\x9f\x98\x80\\'");
    CHECK_STR_EQ(tree("U&'\\D83D\\DE00'"), "'\xf0\x9f\x98\x80'");
    CHECK_STR_EQ(tree("U&'!0041' UESCAPE '!'"), "'A'");
    CHECK_STR_EQ(tree("U&'a\\0000b'"), "U&'a\\0000b'");
    CHECK_STR_EQ(tree("x'0aFF'"), "X'0AFF'");
    CHECK_STR_EQ(tree("TRUE"), "TRUE");
    CHECK_STR_EQ(tree("unknown"), "UNKNOWN");
    CHECK_STR_EQ(tree("null"), "NULL");
    CHECK_STR_EQ(tree("DATE '2024-01-01'"), "DATE '2024-01-01'");
    CHECK_STR_EQ(tree("time '10:00:00'"), "TIME '10:00:00'");
    CHECK_STR_EQ(tree("TIMESTAMP '2024-01-01 00:00:00'"), "TIMESTAMP '2024-01-01 00:00:00'");
    CHECK_STR_EQ(tree("INTERVAL '5' SECOND"), "INTERVAL '5' SECOND");
    CHECK_STR_EQ(tree("INTERVAL -'1-2' YEAR(3) TO MONTH"), "INTERVAL -'1-2' YEAR(3) TO MONTH");
    CHECK_STR_EQ(tree("INTERVAL '1 2:3' DAY TO SECOND(3)"), "INTERVAL '1 2:3' DAY TO SECOND(3)");
    CHECK_STR_EQ(tree("INTERVAL '5' SECOND(2, 3)"), "INTERVAL '5' SECOND(2, 3)");
    CHECK_STR_EQ(tree("INTERVAL '1' WEEK"), "INTERVAL '1' WEEK");
}

TEST(literal_values) {
    weir_error   err = {0};
    wr_ast_expr *expr;
    REQUIRE_OK(wr_parse_expression("9223372036854775807", 19, arena, &expr, &err), &err);
    CHECK(expr->literal.fits);
    CHECK_INT_EQ(expr->literal.integer, INT64_MAX);
    REQUIRE_OK(wr_parse_expression("9223372036854775808", 19, arena, &expr, &err), &err);
    CHECK(!expr->literal.fits);
    CHECK_INT_EQ(expr->literal.kind, AST_LITERAL_INTEGER);
    REQUIRE_OK(wr_parse_expression("U&'a\\0000b'", 11, arena, &expr, &err), &err);
    CHECK_UINT_EQ(expr->literal.size, 3);
    CHECK_MEM_EQ(expr->literal.text, "a\0b", 4);
}

TEST(case_and_cast) {
    CHECK_STR_EQ(tree("CASE WHEN a THEN 1 WHEN b THEN 2 ELSE 3 END"),
                 "(CASE WHEN a 1 WHEN b 2 ELSE 3)");
    CHECK_STR_EQ(tree("CASE x WHEN 1 THEN 'a' END || 'b'"), "(|| (CASE x WHEN 1 'a') 'b')");
    CHECK_STR_EQ(tree("CAST(a + 1 AS DECIMAL(10, 2))"), "(CAST (+ a 1) DECIMAL(10, 2))");
    CHECK_STR_EQ(tree("try_cast(a AS row<x int, y array<string>>)"),
                 "(TRY_CAST a ROW<`x` INT, `y` ARRAY<STRING>>)");
    CHECK_STR_EQ(tree("CAST(NULL AS BIGINT) IS NULL"), "(IS-NULL (CAST NULL BIGINT))");
}

TEST(calls) {
    CHECK_STR_EQ(tree("f()"), "(f)");
    CHECK_STR_EQ(tree("cat.db.f(a, 1)"), "(cat.db.f a 1)");
    CHECK_STR_EQ(tree("COUNT(*)"), "(COUNT *)");
    CHECK_STR_EQ(tree("count(DISTINCT a)"), "(count DISTINCT a)");
    CHECK_STR_EQ(tree("SUM(a) FILTER (WHERE b > 1)"), "(SUM a FILTER (> b 1))");
    CHECK_STR_EQ(tree("ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC NULLS LAST)"),
                 "(ROW_NUMBER OVER)");
    CHECK_STR_EQ(tree("SUM(a) OVER w"), "(SUM a OVER)");
    CHECK_STR_EQ(tree("LISTAGG(a, ',') WITHIN GROUP (ORDER BY b)"), "(LISTAGG a ',')");
    CHECK_STR_EQ(tree("FIRST_VALUE(a) IGNORE NULLS OVER (ORDER BY b)"), "(FIRST_VALUE a OVER)");
    CHECK_STR_EQ(tree("LEFT(a, 3)"), "(LEFT a 3)");
    CHECK_STR_EQ(tree("YEAR(a) + MOD(b, 2)"), "(+ (YEAR a) (MOD b 2))");
    CHECK_STR_EQ(tree("`EXTRACT`(a, b)"), "(EXTRACT a b)");
    CHECK_STR_EQ(tree("`my fn`(a)"), "(my fn a)");
    CHECK_STR_EQ(tree("IF(a, 1, 2)"), "(IF a 1 2)");
    CHECK_STR_EQ(tree("f(x => 1, `value` => DEFAULT)"), "(f (=> x 1) (=> value DEFAULT))");
}

TEST(special_calls) {
    CHECK_STR_EQ(tree("EXTRACT(year FROM ts)"), "(EXTRACT YEAR ts)");
    CHECK_STR_EQ(tree("EXTRACT(EPOCH FROM ts)"), "(EXTRACT EPOCH ts)");
    CHECK_STR_EQ(tree("floor(ts TO day)"), "(FLOOR ts DAY)");
    CHECK_STR_EQ(tree("FLOOR(x)"), "(FLOOR x)");
    CHECK_STR_EQ(tree("CEILING(x TO HOUR)"), "(CEIL x HOUR)");
    CHECK_STR_EQ(tree("TIMESTAMPADD(HOUR, 1, ts)"), "(TIMESTAMPADD HOUR 1 ts)");
    CHECK_STR_EQ(tree("timestampdiff(SQL_TSI_DAY, a, b)"), "(TIMESTAMPDIFF DAY a b)");
    CHECK_STR_EQ(tree("POSITION('a' IN b)"), "(POSITION 'a' b)");
    CHECK_STR_EQ(tree("POSITION('a' IN b FROM 3)"), "(POSITION 'a' b 3)");
    CHECK_STR_EQ(tree("SUBSTRING(a FROM 2)"), "(SUBSTRING a 2)");
    CHECK_STR_EQ(tree("substring(a FROM 2 FOR 3)"), "(SUBSTRING a 2 3)");
    CHECK_STR_EQ(tree("SUBSTRING(a, 2, 3)"), "(SUBSTRING a 2 3)");
    CHECK_STR_EQ(tree("OVERLAY(a PLACING b FROM 1 FOR 2)"), "(OVERLAY a b 1 2)");
    CHECK_STR_EQ(tree("TRIM(a)"), "(TRIM BOTH ' ' a)");
    CHECK_STR_EQ(tree("TRIM('x' FROM a)"), "(TRIM BOTH 'x' a)");
    CHECK_STR_EQ(tree("TRIM(LEADING FROM a)"), "(TRIM LEADING ' ' a)");
    CHECK_STR_EQ(tree("TRIM(TRAILING 'x' FROM a)"), "(TRIM TRAILING 'x' a)");
    CHECK_STR_EQ(tree("(a - b - c) DAY(3) TO SECOND > d"), "(> (MINUS_DATE (- a b) c) d)");
    CHECK_STR_EQ(query_text("SELECT (a - b) HOUR, (a - b) AS x FROM t"),
                 "SELECT (`a` - `b`) HOUR, `a` - `b` AS `x` FROM `t`");
    CHECK_STR_EQ(tree("CURRENT_DATE"), "(CURRENT_DATE)");
    CHECK_STR_EQ(tree("localtimestamp > current_timestamp"),
                 "(> (LOCALTIMESTAMP) (CURRENT_TIMESTAMP))");
    CHECK_STR_EQ(tree("JSON_VALUE(a, '$.x' RETURNING INT DEFAULT 1 ON EMPTY NULL ON ERROR)"),
                 "(JSON_VALUE a '$.x' DEFAULT_ON_EMPTY 1 NULL_ON_ERROR)");
    CHECK_STR_EQ(tree("JSON_VALUE(a, '$.x' RETURNING INT)"), "(JSON_VALUE a '$.x')");
    CHECK_STR_EQ(tree("JSON_QUERY(a, '$' WITH CONDITIONAL ARRAY WRAPPER EMPTY ARRAY ON ERROR)"),
                 "(JSON_QUERY a '$' WITH_CONDITIONAL_WRAPPER EMPTY_ARRAY_ON_ERROR)");
    CHECK_STR_EQ(tree("JSON_EXISTS(a, '$' FALSE ON ERROR)"), "(JSON_EXISTS a '$' FALSE_ON_ERROR)");
    CHECK_STR_EQ(tree("JSON_OBJECT(KEY 'a' VALUE 1, 'b' : 2 ABSENT ON NULL)"),
                 "(JSON_OBJECT 'a' 1 'b' 2 ABSENT_ON_NULL)");
    CHECK_STR_EQ(tree("JSON_OBJECT()"), "(JSON_OBJECT)");
    CHECK_STR_EQ(tree("JSON_ARRAY(1, NULL NULL ON NULL)"), "(JSON_ARRAY 1 NULL NULL_ON_NULL)");
    CHECK_STR_EQ(tree("JSON_OBJECTAGG(k VALUE v)"), "(JSON_OBJECTAGG k v)");
}

TEST(constructors_and_fields) {
    CHECK_STR_EQ(tree("ROW(1, 'a')"), "(ROW 1 'a')");
    CHECK_STR_EQ(tree("ROW()"), "(ROW)");
    CHECK_STR_EQ(tree("ARRAY[1, 2][1]"), "(INDEX (ARRAY 1 2) 1)");
    CHECK_STR_EQ(tree("MAP['a', 1]['a']"), "(INDEX (MAP 'a' 1) 'a')");
    CHECK_STR_EQ(tree("ARRAY[]"), "(ARRAY)");
    CHECK_STR_EQ(tree("a.b.c"), "a.b.c");
    CHECK_STR_EQ(tree("a.b[1].c[2]"), "(INDEX (FIELD (INDEX a.b 1) c) 2)");
    CHECK_STR_EQ(tree("(a).b"), "(FIELD a b)");
    CHECK_STR_EQ(tree("f(x).y.z"), "(FIELD (FIELD (f x) y) z)");
    CHECK_STR_EQ(tree("ARRAY(SELECT 1)"), "(ARRAY {SELECT 1})");
    CHECK_STR_EQ(tree("(SELECT 1) + 1"), "(+ (QUERY {SELECT 1}) 1)");
    CHECK_STR_EQ(tree("((SELECT 1) + 1)"), "(+ (QUERY {SELECT 1}) 1)");
    CHECK_STR_EQ(tree("((SELECT 1) UNION (SELECT 2))"), "(QUERY {SELECT 1 UNION SELECT 2})");
    CHECK_STR_EQ(tree("`select`.`a``b`"), "select.a`b");
    CHECK_STR_EQ(tree("name || data"), "(|| name data)"); /* keywords, but not reserved */
}

TEST(types) {
    CHECK_STR_EQ(type_text("int"), "INT");
    CHECK_STR_EQ(type_text("INTEGER NOT NULL"), "INT NOT NULL");
    CHECK_STR_EQ(type_text("DOUBLE PRECISION NULL"), "DOUBLE");
    CHECK_STR_EQ(type_text("DEC(5)"), "DECIMAL(5)");
    CHECK_STR_EQ(type_text("NUMERIC"), "DECIMAL");
    CHECK_STR_EQ(type_text("CHAR VARYING(3)"), "VARCHAR(3)");
    CHECK_STR_EQ(type_text("CHARACTER(3)"), "CHAR(3)");
    CHECK_STR_EQ(type_text("VARCHAR(2147483647)"), "STRING");
    CHECK_STR_EQ(type_text("BINARY VARYING(3)"), "VARBINARY(3)");
    CHECK_STR_EQ(type_text("bytes"), "BYTES");
    CHECK_STR_EQ(type_text("TIME(3) WITHOUT TIME ZONE"), "TIME(3)");
    CHECK_STR_EQ(type_text("TIMESTAMP(3) WITHOUT TIME ZONE"), "TIMESTAMP(3)");
    CHECK_STR_EQ(type_text("TIMESTAMP(3) WITH LOCAL TIME ZONE"), "TIMESTAMP_LTZ(3)");
    CHECK_STR_EQ(type_text("TIMESTAMP WITH TIME ZONE"), "TIMESTAMP WITH TIME ZONE");
    CHECK_STR_EQ(type_text("TIMESTAMP_LTZ"), "TIMESTAMP_LTZ");
    CHECK_STR_EQ(type_text("INTERVAL DAY(3) TO SECOND(6)"), "INTERVAL DAY(3) TO SECOND(6)");
    CHECK_STR_EQ(type_text("INTERVAL YEAR TO MONTH"), "INTERVAL YEAR TO MONTH");
    CHECK_STR_EQ(type_text("INT NOT NULL ARRAY NOT NULL"), "ARRAY<INT NOT NULL> NOT NULL");
    CHECK_STR_EQ(type_text("MULTISET<STRING>"), "MULTISET<STRING>");
    CHECK_STR_EQ(type_text("MAP<STRING, ARRAY<MAP<INT, INT>>>"),
                 "MAP<STRING, ARRAY<MAP<INT, INT>>>");
    CHECK_STR_EQ(type_text("ROW(a INT NOT NULL, b ROW<c STRING 'it''s'>)"),
                 "ROW<`a` INT NOT NULL, `b` ROW<`c` STRING 'it''s'>>");
    CHECK_STR_EQ(type_text("ROW<>"), "ROW<>");
    CHECK_STR_EQ(type_text("VARIANT"), "VARIANT");
    CHECK_STR_EQ(type_text("db.my_type"), "`db`.`my_type`");
    CHECK_STR_EQ(type_text("RAW('a', 'b')"), "type RAW is not there");
    CHECK_STR_EQ(type_text("VARCHAR(99999999999)"),
                 "the length is at most 2147483647, found 99999999999");
    CHECK_CONTAINS(type_text("ARRAY"), "expected '<'");
    CHECK_CONTAINS(type_text("INT x"), "expected the end of the type, found 'x'");
}

TEST(reserved_words) {
    CHECK_CONTAINS(tree("value + 1"), "'value' is a reserved word; write it as `value`");
    CHECK_CONTAINS(tree("a + timestamp"), "'timestamp' is a reserved word");
    CHECK_CONTAINS(tree("t.order"), "'order' is a reserved word; write it as `order`");
    CHECK_CONTAINS(tree("user"), "'user' is a reserved word");
    CHECK_CONTAINS(tree("DATE"), "'DATE' is a reserved word");
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(precedence);
    RUN(predicates);
    RUN(literals);
    RUN(literal_values);
    RUN(case_and_cast);
    RUN(calls);
    RUN(special_calls);
    RUN(constructors_and_fields);
    RUN(types);
    RUN(reserved_words);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
