/* Proves that damaged scripts - cut at every byte, bytes flipped, dropped, doubled, tokens mixed -
 * give a tree or an error with a place inside the text, never a crash. Run it with sanitizers. */
#include <stdlib.h>

#include "parse_fixture.h"

static const char *const scripts[] = {
    "SET 'pipeline.name' = 'it''s'; RESET 'a'; USE CATALOG c; USE a.b;",
    "CREATE TEMPORARY TABLE IF NOT EXISTS `t` (\n"
    "  id BIGINT NOT NULL PRIMARY KEY NOT ENFORCED COMMENT 'k', p DECIMAL(10, 2),\n"
    "  d AS p * 2, m TIMESTAMP(3) METADATA FROM 'x' VIRTUAL, r ROW<a INT, b ARRAY<INT>>,\n"
    "  mm MAP<STRING, MULTISET<INT>> NULL, WATERMARK FOR m AS m - INTERVAL '5' SECOND,\n"
    "  CONSTRAINT c UNIQUE (id, d)) COMMENT 'x' PARTITIONED BY (id, p)\n"
    "WITH ('a' = 'b', 'c' = 'd') LIKE u (INCLUDING ALL EXCLUDING OPTIONS)",
    "CREATE VIEW v (a, b) AS WITH x AS (SELECT 1), y (z) AS (VALUES (1, 2)) SELECT * FROM x, y;",
    "INSERT INTO a.t /*+ OPTIONS('k'='v') */ PARTITION (d = '1') (x, y) SELECT /*+ B(t) */ a, "
    "b.*, CASE WHEN a = 1 THEN 'x' ELSE NULL END AS c FROM t AS u (e, f) LEFT JOIN w FOR "
    "SYSTEM_TIME AS OF u.p ON u.x = w.x WHERE a IN (1, 2) AND b NOT BETWEEN 1 AND 2 OR c LIKE 'x' "
    "ESCAPE '!' GROUP BY a, ROLLUP (b, (c, d)), () HAVING COUNT(*) > 1 ORDER BY 1 DESC NULLS LAST "
    "LIMIT 10 OFFSET 5 ROWS",
    "SELECT window_start, SUM(DISTINCT x) FILTER (WHERE y IS NOT NULL), ROW_NUMBER() OVER "
    "(PARTITION BY a ORDER BY b RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) FROM "
    "TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR)) UNION ALL SELECT * FROM HOP(DATA => "
    "TABLE t PARTITION BY k, S => DEFAULT) CROSS JOIN UNNEST(a) AS u (x)",
    "SELECT EXTRACT(YEAR FROM a), FLOOR(b TO DAY), TRIM(BOTH 'x' FROM c), POSITION('a' IN b), "
    "OVERLAY(a PLACING b FROM 1 FOR 2), SUBSTRING(a FROM 1 FOR 2), CAST(a AS ROW(x INT)), a[1].b, "
    "MAP['a', 1], ARRAY[1, 2], ROW(1, x), TIMESTAMPADD(DAY, 1, b), U&'\\0041' UESCAPE '\\', "
    "X'0aff', 1.5e10, DATE '2024-01-01', INTERVAL -'1-2' YEAR TO MONTH, CURRENT_TIMESTAMP, "
    "JSON_VALUE(a, '$.b' RETURNING INT DEFAULT 1 ON EMPTY NULL ON ERROR), JSON_OBJECT(KEY 'a' "
    "VALUE 1 ABSENT ON NULL), a = ANY (SELECT 1), EXISTS (SELECT 1), NOT a IS DISTINCT FROM -b",
    "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b VALUES (1); END; BEGIN "
    "STATEMENT SET; INSERT INTO c TABLE d; END;",
    "EXPLAIN ESTIMATED_COST, CHANGELOG_MODE SELECT 1; EXPLAIN PLAN FOR INSERT INTO t SELECT "
    "w\xc3\xb6rld FROM `t` -- end\n; /* x */ SHOW TABLES FROM a LIKE 'x'; DESCRIBE EXTENDED t; "
    "ALTER TABLE t ADD x INT; COMPILE PLAN 'x' FOR STATEMENT SET BEGIN INSERT INTO a SELECT 1; "
    "END; DROP VIEW IF EXISTS v",
};

static uint64_t seed = 0x9E3779B97F4A7C15u;

static uint64_t random_next(void) { /* xorshift */
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static uint32_t parsed_count, failed_count;

/* Prints what was parsed, so that broken nodes are found too. */
static void print_all(wr_arena *scratch, const wr_ast_script *script) {
    for (uint32_t i = 0; i < script->statement_count; i++) {
        const wr_ast_statement *s = script->statements[i];
        CHECK((size_t)s->offset + s->length <= script->size);
        if (s->kind == AST_QUERY)
            wr_ast_query_text(scratch, s->query);
        if (s->kind == AST_INSERT)
            wr_ast_query_text(scratch, s->insert.query);
    }
}

/* `text` is copied to a block of its exact size: reading past its end is seen by the sanitizer. */
static void try_text(const char *text, size_t size) {
    char          *copy = malloc(size > 0 ? size : 1);
    wr_arena      *scratch = wr_arena_create(0);
    weir_error     err = {0};
    wr_ast_script *script = NULL;
    memcpy(copy, text, size);
    weir_status status = wr_parse_script(copy, size, scratch, &script, &err);
    if (status == WEIR_OK) {
        parsed_count++;
        print_all(scratch, script);
    } else {
        failed_count++;
        uint32_t lines = 1;
        for (size_t i = 0; i < size; i++)
            lines += text[i] == '\n';
        CHECK(status == WEIR_INVALID || status == WEIR_UNSUPPORTED);
        CHECK(err.sql_line >= 1 && err.sql_line <= lines);
        CHECK(err.sql_column >= 1 && err.sql_column <= size + 1);
        CHECK(err.message[0] != '\0');
        CHECK(strstr(err.message, "(null)") == NULL);
    }
    wr_arena_destroy(scratch);
    free(copy);
}

enum { SCRIPT_COUNT = sizeof scripts / sizeof scripts[0], SIZE_MAX_TESTED = 4096 };

TEST(whole_scripts_are_good) {
    for (int i = 0; i < SCRIPT_COUNT; i++)
        parse(scripts[i]);
}

TEST(cut_at_every_byte) {
    for (int i = 0; i < SCRIPT_COUNT; i++)
        for (size_t size = 0; size <= strlen(scripts[i]); size++) {
            try_text(scripts[i], size);
            try_text(scripts[i] + size, strlen(scripts[i]) - size);
        }
}

TEST(damaged_bytes) {
    char text[SIZE_MAX_TESTED];
    for (int round = 0; round < 4000; round++) {
        const char *script = scripts[random_next() % SCRIPT_COUNT];
        size_t      size = strlen(script);
        memcpy(text, script, size);
        uint64_t damages = 1 + random_next() % 4;
        for (uint64_t i = 0; i < damages; i++) {
            size_t at = random_next() % size;
            switch (random_next() % 4) {
            case 0: /* flip a bit */
                text[at] = (char)(text[at] ^ (char)(1u << (random_next() % 8)));
                break;
            case 1: /* any byte */
                text[at] = (char)random_next();
                break;
            case 2: /* a byte that means something */
                text[at] = "()[]<>,;.'`*/+-= :|"[random_next() % 19];
                break;
            default: /* drop one */
                memmove(text + at, text + at + 1, size - at - 1);
                size--;
                break;
            }
        }
        try_text(text, size);
    }
}

/* Words of the scripts in random order: far more of the grammar is reached than by broken bytes. */
TEST(mixed_words) {
    static const char *words[2000];
    size_t             count = 0;
    for (int i = 0; i < SCRIPT_COUNT; i++) {
        char *copy = wr_arena_strdup(arena, scripts[i]);
        for (char *at = copy; *at != '\0';) {
            while (*at == ' ' || *at == '\n')
                *at++ = '\0';
            if (*at != '\0' && count < sizeof words / sizeof words[0])
                words[count++] = at;
            while (*at != '\0' && *at != ' ' && *at != '\n')
                at++;
        }
    }
    for (int round = 0; round < 4000; round++) {
        char     text[SIZE_MAX_TESTED];
        size_t   size = 0, at = random_next() % count;
        uint64_t length = 1 + random_next() % 40;
        for (uint64_t i = 0; i < length; i++) {
            if (random_next() % 4 == 0) /* mostly go on where the script goes on */
                at = random_next() % count;
            size += (size_t)snprintf(text + size, sizeof text - size, "%s ", words[at]);
            at = (at + 1) % count;
            if (size > sizeof text / 2)
                break;
        }
        try_text(text, size);
    }
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(whole_scripts_are_good);
    RUN(cut_at_every_byte);
    RUN(damaged_bytes);
    RUN(mixed_words);
    CHECK(parsed_count > 100 && failed_count > 1000); /* both ways were tried */
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
