/* Proves that queries of every kind are read whole, and that printed queries parse again. */
#include "parse_fixture.h"

TEST(select_clauses) {
    CHECK_STR_EQ(query_text("select 1"), "SELECT 1");
    CHECK_STR_EQ(query_text("SELECT DISTINCT a, b AS c, d e, t.*, * FROM t"),
                 "SELECT DISTINCT `a`, `b` AS `c`, `d` AS `e`, `t`.*, * FROM `t`");
    CHECK_STR_EQ(query_text("SELECT ALL a FROM c.d.t WHERE a > 1 GROUP BY a HAVING COUNT(*) > 1"),
                 "SELECT `a` FROM `c`.`d`.`t` WHERE `a` > 1 GROUP BY `a` HAVING COUNT(*) > 1");
    CHECK_STR_EQ(query_text("SELECT a FROM t ORDER BY a DESC NULLS LAST, b ASC, c NULLS FIRST "
                            "LIMIT 10 OFFSET 5"),
                 "SELECT `a` FROM `t` ORDER BY `a` DESC NULLS LAST, `b`, `c` NULLS FIRST LIMIT 10 "
                 "OFFSET 5 ROWS");
    CHECK_STR_EQ(query_text("SELECT a FROM t OFFSET 5 ROWS FETCH FIRST 3 ROWS ONLY"),
                 "SELECT `a` FROM `t` LIMIT 3 OFFSET 5 ROWS");
    CHECK_STR_EQ(query_text("SELECT a FROM t LIMIT ALL"), "SELECT `a` FROM `t`");
    CHECK_STR_EQ(query_text("SELECT SUM(a) OVER w FROM t WINDOW w AS (PARTITION BY b ORDER BY c "
                            "ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)"),
                 "SELECT SUM(`a`) OVER (`w`) FROM `t` WINDOW `w` AS (PARTITION BY `b` ORDER BY `c` "
                 "ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)");
    CHECK_STR_EQ(query_text("SELECT a FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY b) = 1"),
                 "SELECT `a` FROM `t` QUALIFY ROW_NUMBER() OVER (ORDER BY `b`) = 1");
    CHECK_STR_EQ(query_text("SELECT SUM(a) OVER (ORDER BY ts RANGE INTERVAL '1' HOUR PRECEDING) "
                            "FROM t"),
                 "SELECT SUM(`a`) OVER (ORDER BY `ts` RANGE BETWEEN INTERVAL '1' HOUR PRECEDING "
                 "AND CURRENT ROW) FROM `t`");
    CHECK_STR_EQ(query_text("SELECT /*+ STATE_TTL('a' = '1d'), broadcast(t) */ a FROM t"),
                 "SELECT /*+ STATE_TTL('a' = '1d'), BROADCAST(`t`) */ `a` FROM `t`");
}

TEST(group_by) {
    CHECK_STR_EQ(query_text("SELECT 1 FROM t GROUP BY ()"), "SELECT 1 FROM `t` GROUP BY ()");
    CHECK_STR_EQ(query_text("SELECT 1 FROM t GROUP BY a, ROLLUP (b, c), CUBE ((d, e), f)"),
                 "SELECT 1 FROM `t` GROUP BY `a`, ROLLUP (`b`, `c`), CUBE ((`d`, `e`), `f`)");
    CHECK_STR_EQ(query_text("SELECT 1 FROM t GROUP BY GROUPING SETS ((a, b), (a), (), c)"),
                 "SELECT 1 FROM `t` GROUP BY GROUPING SETS ((`a`, `b`), `a`, (), `c`)");
    CHECK_STR_EQ(query_text("SELECT 1 FROM t GROUP BY DISTINCT (a, b)"),
                 "SELECT 1 FROM `t` GROUP BY DISTINCT (`a`, `b`)");
    CHECK_STR_EQ(query_text("SELECT GROUPING(a) FROM t GROUP BY FLOOR(ts TO HOUR)"),
                 "SELECT GROUPING(`a`) FROM `t` GROUP BY FLOOR(`ts` TO HOUR)");
}

TEST(from) {
    CHECK_STR_EQ(query_text("SELECT 1 FROM a, b AS x (c, d)"),
                 "SELECT 1 FROM `a` CROSS JOIN `b` AS `x` (`c`, `d`)");
    CHECK_STR_EQ(query_text("SELECT 1 FROM a, b JOIN c ON b.x = c.x"),
                 "SELECT 1 FROM `a` CROSS JOIN (`b` JOIN `c` ON `b`.`x` = `c`.`x`)");
    CHECK_STR_EQ(query_text("SELECT 1 FROM a LEFT OUTER JOIN b USING (x, y) RIGHT JOIN c ON TRUE "
                            "FULL JOIN d ON TRUE CROSS JOIN e NATURAL LEFT JOIN f"),
                 "SELECT 1 FROM `a` LEFT JOIN `b` USING (`x`, `y`) RIGHT JOIN `c` ON TRUE FULL "
                 "JOIN `d` ON TRUE CROSS JOIN `e` NATURAL LEFT JOIN `f`");
    CHECK_STR_EQ(query_text("SELECT 1 FROM (a JOIN b ON TRUE) INNER JOIN c ON TRUE"),
                 "SELECT 1 FROM `a` JOIN `b` ON TRUE JOIN `c` ON TRUE");
    CHECK_STR_EQ(query_text("SELECT 1 FROM (SELECT 1 AS x) t"),
                 "SELECT 1 FROM (SELECT 1 AS `x`) AS `t`");
    CHECK_STR_EQ(query_text("SELECT 1 FROM ((SELECT 1) AS t JOIN u ON TRUE)"),
                 "SELECT 1 FROM (SELECT 1) AS `t` JOIN `u` ON TRUE");
    CHECK_STR_EQ(query_text("SELECT 1 FROM ((SELECT 1) UNION ALL (SELECT 2)) AS t"),
                 "SELECT 1 FROM (SELECT 1 UNION ALL SELECT 2) AS `t`");
    CHECK_STR_EQ(query_text("SELECT 1 FROM (VALUES (1, 'a'), (2, 'b')) AS t (x, y)"),
                 "SELECT 1 FROM (VALUES (1, 'a'), (2, 'b')) AS `t` (`x`, `y`)");
    CHECK_STR_EQ(query_text("SELECT 1 FROM t /*+ OPTIONS('a' = 'b', 'c.d'='1') */ AS x"),
                 "SELECT 1 FROM `t` /*+ OPTIONS('a' = 'b', 'c.d' = '1') */ AS `x`");
    CHECK_STR_EQ(query_text("SELECT 1 FROM o JOIN r FOR SYSTEM_TIME AS OF o.ts AS x ON o.c = x.c"),
                 "SELECT 1 FROM `o` JOIN `r` FOR SYSTEM_TIME AS OF `o`.`ts` AS `x` ON `o`.`c` = "
                 "`x`.`c`");
    CHECK_STR_EQ(query_text("SELECT 1 FROM t CROSS JOIN UNNEST(t.a) WITH ORDINALITY AS u (x, n)"),
                 "SELECT 1 FROM `t` CROSS JOIN UNNEST(`t`.`a`) WITH ORDINALITY AS `u` (`x`, `n`)");
    CHECK_STR_EQ(query_text("SELECT 1 FROM t LEFT JOIN LATERAL TABLE(f(t.a)) AS u (x) ON TRUE"),
                 "SELECT 1 FROM `t` LEFT JOIN LATERAL TABLE(f(`t`.`a`)) AS `u` (`x`) ON TRUE");
    CHECK_STR_EQ(query_text("SELECT 1 FROM t, LATERAL (SELECT 2) AS u"),
                 "SELECT 1 FROM `t` CROSS JOIN LATERAL (SELECT 2) AS `u`");
}

TEST(window_functions_of_tables) {
    CHECK_STR_EQ(query_text("SELECT * FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' "
                            "HOUR)) AS w"),
                 "SELECT * FROM TABLE(TUMBLE(TABLE `t`, DESCRIPTOR(`ts`), INTERVAL '1' HOUR)) AS "
                 "`w`");
    CHECK_STR_EQ(query_text("SELECT * FROM HOP(DATA => TABLE db.t, TIMECOL => DESCRIPTOR(ts), "
                            "SLIDE => INTERVAL '5' MINUTE, SIZE => INTERVAL '10' MINUTE)"),
                 "SELECT * FROM TABLE(HOP(`DATA` => TABLE `db`.`t`, `TIMECOL` => "
                 "DESCRIPTOR(`ts`), `SLIDE` => INTERVAL '5' MINUTE, `SIZE` => INTERVAL '10' "
                 "MINUTE))");
    CHECK_STR_EQ(query_text("SELECT * FROM SESSION(TABLE t PARTITION BY (a, b), DESCRIPTOR(ts), "
                            "INTERVAL '1' MINUTE)"),
                 "SELECT * FROM TABLE(SESSION(TABLE `t` PARTITION BY (`a`, `b`), DESCRIPTOR(`ts`), "
                 "INTERVAL '1' MINUTE))");
    CHECK_STR_EQ(query_text("SELECT * FROM f(TABLE t PARTITION BY a ORDER BY b DESC, 1)"),
                 "SELECT * FROM TABLE(f(TABLE `t` PARTITION BY (`a`) ORDER BY (`b` DESC), 1))");
    CHECK_STR_EQ(query_text("SELECT * FROM TUMBLE(TABLE (SELECT 1 AS x), DESCRIPTOR(ts), 1)"),
                 "SELECT * FROM TABLE(TUMBLE(TABLE (SELECT 1 AS `x`), DESCRIPTOR(`ts`), 1))");
}

TEST(set_operations) {
    CHECK_STR_EQ(query_text("SELECT 1 UNION ALL SELECT 2 UNION SELECT 3"),
                 "SELECT 1 UNION ALL SELECT 2 UNION SELECT 3");
    CHECK_STR_EQ(query_text("SELECT 1 UNION (SELECT 2 UNION ALL SELECT 3)"),
                 "SELECT 1 UNION (SELECT 2 UNION ALL SELECT 3)");
    CHECK_STR_EQ(query_text("SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 EXCEPT ALL SELECT 4"),
                 "SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 EXCEPT ALL SELECT 4");
    CHECK_STR_EQ(query_text("(SELECT 1 UNION SELECT 2) INTERSECT SELECT 3"),
                 "(SELECT 1 UNION SELECT 2) INTERSECT SELECT 3");
    CHECK_STR_EQ(query_text("(SELECT a FROM t ORDER BY a LIMIT 1) UNION ALL (SELECT 2) ORDER BY 1"),
                 "(SELECT `a` FROM `t` ORDER BY `a` LIMIT 1) UNION ALL SELECT 2 ORDER BY 1");
    CHECK_STR_EQ(query_text("(SELECT a FROM t ORDER BY a LIMIT 5) LIMIT 3"),
                 "(SELECT `a` FROM `t` ORDER BY `a` LIMIT 5) LIMIT 3");
    CHECK_STR_EQ(query_text("((SELECT 1))"), "SELECT 1");
    CHECK_STR_EQ(query_text("VALUES (1, 2), ROW(3, 4)"), "VALUES (1, 2), (3, 4)");
    CHECK_STR_EQ(query_text("VALUES 1, (2)"), "VALUES (1), (2)");
    CHECK_STR_EQ(query_text("TABLE a.b"), "TABLE `a`.`b`");
}

TEST(with) {
    CHECK_STR_EQ(query_text("WITH a AS (SELECT 1), b (x) AS (SELECT * FROM a) SELECT * FROM b"),
                 "WITH `a` AS (SELECT 1), `b` (`x`) AS (SELECT * FROM `a`) SELECT * FROM `b`");
    CHECK_STR_EQ(query_text("SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a) AS t"),
                 "SELECT * FROM (WITH `a` AS (SELECT 1) SELECT * FROM `a`) AS `t`");
    CHECK_STR_EQ(query_text("WITH a AS (SELECT 1) SELECT * FROM a UNION ALL SELECT 2"),
                 "WITH `a` AS (SELECT 1) SELECT * FROM `a` UNION ALL SELECT 2");
}

TEST(trees) {
    const wr_ast_statement *statement =
        parse_one("SELECT a,\n  SUM(b) FILTER (WHERE c) AS s\nFROM t\nGROUP BY a");
    REQUIRE(statement->kind == AST_QUERY);
    const wr_ast_select *select = &statement->query->select;
    CHECK_UINT_EQ(select->item_count, 2);
    CHECK(select->items[0].alias.text == NULL);
    CHECK_UINT_EQ(select->items[1].expr->place.line, 2);
    CHECK_UINT_EQ(select->items[1].expr->place.column, 3);
    CHECK_STR_EQ(select->items[1].alias.text, "s");
    CHECK_UINT_EQ(select->items[1].alias.place.column, 30);
    CHECK(select->items[1].expr->call.filter != NULL);
    CHECK_INT_EQ(select->from->kind, AST_FROM_TABLE);
    CHECK_UINT_EQ(select->from->place.line, 3);
    CHECK(select->has_group_by);
    CHECK_INT_EQ(select->group_by[0].kind, AST_GROUP_EXPR);
    statement = parse_one("SELECT COUNT(*) OVER (w ORDER BY a) FROM a JOIN b ON a.x = b.x");
    select = &statement->query->select;
    CHECK_INT_EQ(select->from->kind, AST_FROM_JOIN);
    CHECK_INT_EQ(select->from->join.kind, AST_JOIN_INNER);
    CHECK_INT_EQ(select->items[0].expr->call.args[0]->kind, AST_STAR);
    CHECK_STR_EQ(select->items[0].expr->call.over->name.text, "w");
    CHECK_INT_EQ(select->items[0].expr->call.over->frame_unit, AST_FRAME_NONE);
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(select_clauses);
    RUN(group_by);
    RUN(from);
    RUN(window_functions_of_tables);
    RUN(set_operations);
    RUN(with);
    RUN(trees);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
