/* Proves that of a ROW column a source is asked for those fields that somebody reads, and for the whole row where it is used whole. */
#include "check.h"
#include "fixture.h"

#define TABLE \
    "CREATE TABLE t (id INT, r ROW<a INT, b ROW<c STRING, d INT>, e ARRAY<ROW<x INT>>, ts TIMESTAMP(3)>, k AS r.a + 1, w AS r.ts, q ROW<z INT>) WITH ('connector' = 'filesystem', 'path' = 'o', 'format' = 'json');\n" \
    "CREATE TABLE f (id INT, r ROW<a INT, b INT>) WITH ('connector' = 'filesystem', 'path' = 'o', 'format' = 'json');\n"

static const struct { const char *sql, *columns; } cases[] = {
    {"EXPLAIN SELECT t.r.a FROM t;", "r.a"},
    {"EXPLAIN SELECT id, t.r.b.d FROM t WHERE t.r.a > 1;", "id, r.a, r.b.d"},
    {"EXPLAIN SELECT t.r.b.c, t.r.b FROM t;", "r.b"},
    {"EXPLAIN SELECT t.r.b, t.r.b.c FROM t;", "r.b"},
    {"EXPLAIN SELECT t.r.a, r FROM t;", "r"},
    {"EXPLAIN SELECT id FROM t WHERE r IS NOT NULL;", "id, r"},
    {"EXPLAIN SELECT t.r.a FROM t WHERE r IS NOT NULL;", "r"},
    {"EXPLAIN SELECT k FROM t;", "r.a"},
    {"EXPLAIN SELECT k, t.q.z, t.r.b.c FROM t;", "r.a, r.b.c, q.z"},
    {"EXPLAIN SELECT SUM(id) FROM t WHERE t.r.b.d = 3;", "id, r.b.d"},
    {"EXPLAIN SELECT t.r.e[1].x FROM t;", "r.e"},
    {"EXPLAIN SELECT id, x FROM t CROSS JOIN UNNEST(t.r.e) AS u(x);", "id, r.e"},
    {"EXPLAIN SELECT id, x FROM t LEFT JOIN UNNEST(t.r.e) AS u(x) ON x > 1 WHERE x < 5 AND id > 0;", "id, r.e"},
    {"EXPLAIN SELECT * FROM f;", "id, r"},
    {"EXPLAIN SELECT s.v.a FROM (SELECT id, r AS v FROM f) AS s WHERE id > 1;", "id, r.a"},
    {"EXPLAIN SELECT f.r.a FROM f UNION ALL SELECT f.r.b FROM f;", "r.a, r.b"},
    {"EXPLAIN SELECT DISTINCT r FROM f;", "r"},
};

TEST(fields_that_are_read) {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        session *s = session_open();
        CHECK_STR_EQ(answer(s, TABLE), "done");
        const char *text = answer(s, cases[i].sql), *wanted = wr_arena_printf(s->arena, "connector=[filesystem], columns=[%s]", cases[i].columns);
        if (!strstr(text, wanted)) {
            printf("%s\nlacks %s:\n", cases[i].sql, wanted);
            CHECK_STR_EQ(text, "");
        }
        session_close(s);
    }
}

int main(void) {
    RUN(fields_that_are_read);
    return CHECK_RESULT();
}
