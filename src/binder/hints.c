/* binder/hints.c - hints: what Flink checks of them, and STATE_TTL, the one after SELECT that has an effect.
 *
 * LOOKUP and the join hints belong to joins, and a query with a join is refused as a whole. Where there is none they have no
 * effect, in Flink neither: their form is checked as Flink checks it, they are warned of, and the statement runs. */
#include <string.h>
#include <strings.h>

#include "base/number.h"
#include "binder/binder_internal.h"

static const char *const hint_names[] = {"STATE_TTL", "LOOKUP", "BROADCAST", "SHUFFLE_HASH", "SHUFFLE_MERGE", "NEST_LOOP", "OPTIONS"};

static bool is_hint(const wr_ast_hint *hint, const char *name) { return strcmp(hint->name, name) == 0; }

weir_status wr_bind_hint_name(wr_binder *binder, const wr_ast_hint *hint, weir_error *err) {
    for (size_t i = 0; i < WR_COUNT_OF(hint_names); i++)
        if (is_hint(hint, hint_names[i]))
            return WEIR_OK;
    const char *nearest = wr_bind_suggestion(binder, hint->name, hint_names, WR_COUNT_OF(hint_names));
    return FAIL(err, WEIR_INVALID, hint->place, "unknown hint '%s'%s", hint->name, nearest ? nearest : "");
}

/* ---- the tables of FROM ---- */

typedef struct table_names {
    const char **items;
    size_t       count, capacity;
    bool         joined; /* two tables or more: not one whose arrays are unnested */
} table_names;

static void collect_tables(wr_binder *binder, const wr_ast_from *from, table_names *to) {
    const char *name = from->alias.text;
    if (from->kind == AST_FROM_JOIN) {
        collect_tables(binder, from->join.left, to);
        collect_tables(binder, from->join.right, to);
        to->joined = to->joined || from->join.right->kind != AST_FROM_UNNEST;
        return;
    }
    if (from->kind == AST_FROM_UNNEST)
        return;
    if (!name && from->kind == AST_FROM_TABLE)
        name = from->table.name.parts[from->table.name.part_count - 1].text;
    if (!name)
        return;
    to->items = wr_arena_grow(binder->arena, to->items, to->count, &to->capacity, sizeof *to->items);
    to->items[to->count++] = name;
}

/* As Flink, which looks at the last part of the name only. */
static weir_status check_table(wr_binder *binder, const wr_ast_hint *hint, const table_names *tables, wr_ast_place place, const char *written, weir_error *err) {
    const char *dot = strrchr(written, '.'), *name = dot ? dot + 1 : written;
    for (size_t i = 0; i < tables->count; i++)
        if (strcmp(tables->items[i], name) == 0)
            return WEIR_OK;
    const char *nearest = wr_bind_suggestion(binder, name, tables->items, tables->count);
    return FAIL(err, WEIR_INVALID, place, "hint %s: no table in FROM is called '%s'%s", hint->name, written,
                nearest ? nearest : "; a table with an alias is called by that");
}

/* ---- STATE_TTL('table' = '1 d') ---- */

static weir_status bind_state_ttl(wr_binder *binder, const wr_ast_hint *hint, const table_names *tables, bool keeps_state, const int64_t **ttl_ms,
                                  weir_error *err) {
    int64_t *ms = wr_arena_calloc(binder->arena, 1, sizeof *ms);
    if (hint->option_count == 0)
        return FAIL(err, WEIR_INVALID, hint->place, "hint STATE_TTL says of a table how long its state lives: STATE_TTL('table' = '1 d')");
    for (uint32_t i = 0; i < hint->option_count; i++) {
        const wr_ast_option *option = &hint->options[i];
        if (!wr_parse_duration_ns(option->value, strlen(option->value), ms) || *ms < 0)
            return FAIL(err, WEIR_INVALID, option->value_place, "hint STATE_TTL: '%s' is not a duration such as '500 ms', '10 s' or '1 d'", option->value);
    }
    if (!keeps_state && !tables->joined) {
        wr_warn(binder, hint->place, "hint STATE_TTL has no effect: this SELECT keeps no state, without GROUP BY, DISTINCT and join");
        return WEIR_OK;
    }
    for (uint32_t i = 0; i < hint->option_count; i++) {
        WEIR_TRY(check_table(binder, hint, tables, hint->options[i].place, hint->options[i].key, err));
        if (!tables->joined && i > 0)
            wr_warn(binder, hint->options[i - 1].place, "hint STATE_TTL: the last one for '%s' counts", hint->options[i].key);
    }
    if (*ttl_ms) {
        wr_warn(binder, hint->place, "hint STATE_TTL has no effect: the first one of the SELECT counts");
        return WEIR_OK;
    }
    *ms /= 1000000; /* of the last one */
    if (!tables->joined) /* else it is the join's state that is meant */
        *ttl_ms = ms;
    return WEIR_OK;
}

/* ---- LOOKUP('table' = 'd', ..) ---- */

typedef enum option_kind { KIND_TEXT, KIND_BOOLEAN, KIND_INTEGER, KIND_POSITIVE, KIND_DURATION, KIND_WORDS } option_kind;
typedef struct lookup_option {
    const char *name;
    option_kind kind;
    bool        is_retry;        /* all of these are given, or none */
    const char *first, *second;  /* WORDS: one of these, any case   */
} lookup_option;
static const lookup_option lookup_options[] = {
    {"table", KIND_TEXT, false, NULL, NULL},
    {"async", KIND_BOOLEAN, false, NULL, NULL},
    {"output-mode", KIND_WORDS, false, "ordered", "allow_unordered"},
    {"capacity", KIND_INTEGER, false, NULL, NULL},
    {"timeout", KIND_DURATION, false, NULL, NULL},
    {"shuffle", KIND_BOOLEAN, false, NULL, NULL},
    {"retry-predicate", KIND_WORDS, true, "lookup_miss", NULL},
    {"retry-strategy", KIND_WORDS, true, "fixed_delay", NULL},
    {"fixed-delay", KIND_DURATION, true, NULL, NULL},
    {"max-attempts", KIND_POSITIVE, true, NULL, NULL},
};
#define RETRY_OPTIONS 4u

static const lookup_option *find_lookup_option(const char *name) {
    for (size_t i = 0; i < WR_COUNT_OF(lookup_options); i++)
        if (strcmp(lookup_options[i].name, name) == 0)
            return &lookup_options[i];
    return NULL;
}

/* What the value should have been, or NULL: it fits. */
static const char *expected_value(wr_binder *binder, const lookup_option *option, const char *value) {
    int64_t number;
    bool    is_number = wr_parse_i64(value, strlen(value), &number) && number >= INT32_MIN && number <= INT32_MAX;
    switch (option->kind) {
    case KIND_TEXT:
        return NULL;
    case KIND_BOOLEAN:
        return strcasecmp(value, "true") == 0 || strcasecmp(value, "false") == 0 ? NULL : "'true' or 'false'";
    case KIND_INTEGER:
        return is_number ? NULL : "an integer";
    case KIND_POSITIVE:
        return is_number && number > 0 ? NULL : "an integer above 0";
    case KIND_DURATION:
        return wr_parse_duration_ns(value, strlen(value), &number) && number >= 0 ? NULL : "a duration such as '10 s'";
    case KIND_WORDS:
        if (strcasecmp(value, option->first) == 0 || (option->second && strcasecmp(value, option->second) == 0))
            return NULL;
        return option->second ? wr_arena_printf(binder->arena, "'%s' or '%s'", option->first, option->second) : wr_arena_printf(binder->arena, "'%s'", option->first);
    }
    return NULL;
}

static void warn_of_unknown(wr_binder *binder, const wr_ast_option *option) {
    const char *names[WR_COUNT_OF(lookup_options)];
    for (size_t i = 0; i < WR_COUNT_OF(lookup_options); i++)
        names[i] = lookup_options[i].name;
    const char *nearest = wr_bind_suggestion(binder, option->key, names, WR_COUNT_OF(names));
    wr_warn(binder, option->place, "hint LOOKUP: unknown option '%s' has no effect%s", option->key, nearest ? nearest : "");
}

static weir_status bind_lookup(wr_binder *binder, const wr_ast_hint *hint, const table_names *tables, weir_error *err) {
    uint32_t retries = 0;
    bool     has_table = false;
    if (hint->word_count > 0)
        return FAIL(err, WEIR_INVALID, hint->place, "hint LOOKUP takes options: LOOKUP('table' = 'd', 'async' = 'true')");
    for (uint32_t i = 0; i < hint->option_count; i++) {
        const wr_ast_option *option = &hint->options[i];
        const lookup_option *known = find_lookup_option(option->key);
        if (!known) {
            warn_of_unknown(binder, option);
            continue;
        }
        const char *expected = expected_value(binder, known, option->value);
        if (expected)
            return FAIL(err, WEIR_INVALID, option->value_place, "hint LOOKUP: '%s' is '%s' and must be %s", option->key, option->value, expected);
        has_table = has_table || strcmp(option->key, "table") == 0;
        retries += known->is_retry;
    }
    if (!has_table)
        return FAIL(err, WEIR_INVALID, hint->place, "hint LOOKUP has to name the table that is looked up in: LOOKUP('table' = 'd')");
    if (retries != 0 && retries < RETRY_OPTIONS)
        return FAIL(err, WEIR_INVALID, hint->place, "hint LOOKUP: 'retry-predicate', 'retry-strategy', 'fixed-delay' and 'max-attempts' belong together; give all of them or none");
    if (!tables->joined)
        wr_warn(binder, hint->place, "hint LOOKUP has no effect: this SELECT has no lookup join");
    return WEIR_OK;
}

/* ---- BROADCAST(t) and the like ---- */

static weir_status bind_join_hint(wr_binder *binder, const wr_ast_hint *hint, const table_names *tables, weir_error *err) {
    if (hint->word_count == 0)
        return FAIL(err, WEIR_INVALID, hint->place, "hint %s has to name a table: %s(table)", hint->name, hint->name);
    for (uint32_t i = 0; i < hint->word_count && tables->joined; i++)
        WEIR_TRY(check_table(binder, hint, tables, hint->words[i].place, hint->words[i].text, err));
    if (!tables->joined)
        wr_warn(binder, hint->place, "hint %s has no effect: this SELECT has no join", hint->name);
    return WEIR_OK;
}

weir_status wr_bind_select_hints(wr_binder *binder, const wr_ast_select *select, bool keeps_state, const int64_t **state_ttl_ms, weir_error *err) {
    table_names tables = {0};
    if (select->from)
        collect_tables(binder, select->from, &tables);
    for (uint32_t h = 0; h < select->hint_count; h++) {
        const wr_ast_hint *hint = &select->hints[h];
        WEIR_TRY(wr_bind_hint_name(binder, hint, err));
        if (is_hint(hint, "STATE_TTL"))
            WEIR_TRY(bind_state_ttl(binder, hint, &tables, keeps_state, state_ttl_ms, err));
        else if (is_hint(hint, "LOOKUP"))
            WEIR_TRY(bind_lookup(binder, hint, &tables, err));
        else if (is_hint(hint, "OPTIONS"))
            wr_warn(binder, hint->place, "hint OPTIONS has no effect here; it stands behind the name of its table: FROM t /*+ OPTIONS('key' = 'value') */");
        else
            WEIR_TRY(bind_join_hint(binder, hint, &tables, err));
    }
    return WEIR_OK;
}
