/* engine/complete.c - what could stand at a place of a statement: for the Tab key.
 *
 * It looks at the tokens before the place, and for tables also behind it (SELECT am<Tab> FROM orders). It guesses:
 * what it offers may still be wrong there, what it leaves out can be typed. The names come from the catalog, the
 * registry and the table of settings, so that nothing new has to be named here. */
#include "engine/complete.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "catalog/config.h"
#include "lexer/lexer.h"
#include "weir/session.h"

#define TABLES_MAX 32u

static const char *const starters[] = {
    "ALTER", "ANALYZE", "BEGIN", "CALL", "CREATE", "DELETE", "DESC", "DESCRIBE", "DROP", "EXECUTE", "EXPLAIN", "INSERT", "LOAD", "RESET", "SELECT",
    "SET", "SHOW", "STOP", "TRUNCATE", "UNLOAD", "UPDATE", "USE", "VALUES", "WITH", NULL};
static const char *const after_show[] = {
    "CATALOGS", "COLUMNS", "CREATE", "CURRENT", "DATABASES", "FUNCTIONS", "JOBS", "MODULES", "PARTITIONS", "PROCEDURES", "TABLES", "USER", "VIEWS", NULL};
static const char *const after_create[] = {"CATALOG", "DATABASE", "FUNCTION", "SYSTEM", "TABLE", "TEMPORARY", "VIEW", NULL};
static const char *const after_from[] = {"CUMULATE(", "HOP(", "LATERAL", "SESSION(", "TABLE", "TUMBLE(", "UNNEST(", "VALUES", NULL};
static const char *const words[] = {
    "ADD", "ALL", "AND", "ARRAY", "AS", "ASC", "BETWEEN", "BIGINT", "BINARY", "BOOLEAN", "BY", "BYTES", "CASE", "CAST(", "CHAR", "COLUMNS", "COMMENT",
    "CROSS", "CUBE", "CURRENT", "DATE", "DAY", "DECIMAL", "DESC", "DESCRIPTOR(", "DISTINCT", "DISTRIBUTED", "DOUBLE", "ELSE", "END", "ENFORCED", "ESCAPE",
    "EXCEPT", "EXCLUDING", "EXISTS", "FALSE", "FILTER", "FLOAT", "FOLLOWING", "FOR", "FROM", "FULL", "GROUP", "GROUPING", "HAVING", "HOUR", "IF", "IN",
    "INCLUDING", "INNER", "INT", "INTERSECT", "INTERVAL", "INTO", "IS", "JOIN", "KEY", "LATERAL", "LEFT", "LIKE", "LIMIT", "MAP", "MATCH_RECOGNIZE",
    "METADATA", "MINUTE", "MONTH", "MULTISET", "NATURAL", "NOT", "NULL", "NULLS", "OFFSET", "ON", "OR", "ORDER", "OUTER", "OVER", "OVERWRITE", "PARTITION",
    "PARTITIONED", "PRECEDING", "PRIMARY", "RANGE", "RIGHT", "ROLLUP", "ROW", "ROWS", "SECOND", "SELECT", "SET", "SETS", "SMALLINT", "STATEMENT", "STRING",
    "SYSTEM_TIME", "TABLE", "THEN", "TIME", "TIMESTAMP", "TIMESTAMP_LTZ", "TINYINT", "TRUE", "TRY_CAST(", "UNBOUNDED", "UNION", "UNNEST", "USING", "VALUES",
    "VARBINARY", "VARCHAR", "VIRTUAL", "WATERMARK", "WHEN", "WHERE", "WINDOW", "WITH", "YEAR", NULL};

typedef struct table_use {
    wr_object_path path; /* whole: what was not written is the session's */
    const char    *alias;
} table_use;

typedef struct completer {
    const wr_complete_input *input;
    wr_arena       *arena;
    const wr_token *tokens;   /* before the word that is being typed */
    uint32_t        count;
    const char     *prefix;   /* of that word, without quote */
    size_t          prefix_size;
    bool            quoted;   /* in backticks */
    size_t          cursor;   /* in the statement */
    table_use       tables[TABLES_MAX];
    uint32_t        table_count;
    const char    **given; size_t given_count, given_capacity; /* no name twice */
    void          (*found)(void *context, const char *text, const char *kind);
    void           *context;
} completer;

/* ---- giving ---- */

static bool begins(const completer *c, const char *name) {
    return strncasecmp(name, c->prefix, c->prefix_size) == 0;
}

static void give(completer *c, const char *text, const char *kind) {
    for (size_t i = 0; i < c->given_count; i++)
        if (strcmp(c->given[i], text) == 0)
            return;
    c->given = wr_arena_grow(c->arena, c->given, c->given_count, &c->given_capacity, sizeof *c->given);
    c->given[c->given_count++] = text;
    c->found(c->context, text, kind);
}

static void give_name(completer *c, const char *name, const char *kind) {
    if (begins(c, name))
        give(c, c->quoted || wr_name_needs_quotes(name) ? wr_quote_name(c->arena, name) : name, kind);
}

/* Keywords and functions come in the case in which the word was begun. */
static void give_word(completer *c, const char *word, const char *end, const char *kind) {
    bool lower = c->prefix_size > 0 && c->prefix[0] >= 'a' && c->prefix[0] <= 'z';
    if (c->quoted || !begins(c, word))
        return;
    char *text = wr_arena_printf(c->arena, "%s%s", word, end);
    for (char *at = text; lower && *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    give(c, text, kind);
}

static void give_words(completer *c, const char *const *list) {
    for (; *list; list++)
        give_word(c, *list, "", "keyword");
}

/* In a string: the closing quote comes along. */
static void give_text(completer *c, const char *text, const char *kind) {
    if (strncmp(text, c->prefix, c->prefix_size) == 0)
        give(c, wr_arena_printf(c->arena, "%s'", text), kind);
}

/* ---- what is known ---- */

/* Catalogs; databases of a catalog; tables and views of a database. */
static void give_objects(completer *c, wr_object_kind kind, const char *catalog, const char *database) {
    static const char *const column[] = {"name"};
    const char   *found = kind == WR_OBJECT_TABLE ? "table" : kind == WR_OBJECT_DATABASE ? "database" : "catalog";
    const wr_rows names = wr_catalog_names(c->input->catalog, kind, catalog, database, false, column, c->arena);
    for (uint32_t i = 0; i < names.row_count; i++)
        give_name(c, names.cells[i], found);
}

static void give_databases(completer *c) { give_objects(c, WR_OBJECT_DATABASE, wr_catalog_current(c->input->catalog), NULL); }

/* What a table's name may begin with: those of the current database, and, once a letter is there, other databases and catalogs. */
static void give_tables(completer *c) {
    give_objects(c, WR_OBJECT_TABLE, wr_catalog_current(c->input->catalog), wr_catalog_current_database(c->input->catalog));
    if (c->prefix_size == 0)
        return;
    give_databases(c);
    give_objects(c, WR_OBJECT_CATALOG, NULL, NULL);
}

static void give_columns(completer *c, const table_use *use) {
    const wr_table *table = wr_catalog_find_at(c->input->catalog, &use->path);
    for (uint32_t i = 0; table && i < table->column_count; i++)
        give_name(c, table->columns[i].name, "column");
}

static bool is_plain_name(const char *name) {
    for (const char *at = name; *at; at++)
        if (!((*at >= 'A' && *at <= 'Z') || *at == '_' || (at > name && *at >= '0' && *at <= '9')))
            return false;
    return true;
}

static void give_functions(completer *c) {
    const weir_registry *registry = c->input->registry;
    for (uint32_t i = 0; i < registry->function_count; i++) {
        const weir_function *function = registry->functions[i];
        bool                 is_value = strncmp(function->name, "CURRENT_", 8) == 0 || strncmp(function->name, "LOCALTIME", 9) == 0;
        if (!function->hidden && is_plain_name(function->name))
            give_word(c, function->name, is_value ? "" : "(", "function");
    }
    for (uint32_t i = 0; i < registry->aggregate_count; i++)
        if (is_plain_name(registry->aggregates[i]->name))
            give_word(c, registry->aggregates[i]->name, "(", "function");
}

static void give_formats(completer *c) {
    for (uint32_t i = 0; i < c->input->registry->format_count; i++)
        if (!c->input->registry->formats[i]->hidden)
            give_text(c, c->input->registry->formats[i]->name, "value");
}

static void give_choices(completer *c, const char *choices) {
    for (const char *at = choices; at && *at;) {
        size_t size = strcspn(at, "|");
        give_text(c, wr_arena_strndup(c->arena, at, size), "value");
        at += size + (at[size] == '|');
    }
}

/* ---- the statement ---- */

static bool is_name(const wr_token *token) {
    if (token->kind == WR_TOKEN_QUOTED_NAME)
        return true;
    return token->kind == WR_TOKEN_WORD && !(wr_keyword_flags(token->keyword) & WR_WORD_RESERVED);
}

static bool leads_table(wr_keyword keyword) {
    return keyword == WR_KW_FROM || keyword == WR_KW_JOIN || keyword == WR_KW_INTO || keyword == WR_KW_UPDATE || keyword == WR_KW_TABLE;
}

/* A table at `at` and its alias; the index behind them. */
static uint32_t note_table(completer *c, const wr_token_list *list, uint32_t at) {
    const char    *alias = NULL;
    wr_object_path path = {wr_catalog_current(c->input->catalog), wr_catalog_current_database(c->input->catalog), list->tokens[at].text};
    uint32_t       part_count = 1;
    for (at++; list->tokens[at].kind == WR_TOKEN_DOT && is_name(&list->tokens[at + 1]); at += 2, part_count++) {
        if (part_count == 2)
            path.catalog = path.database;
        path.database = path.name;
        path.name = list->tokens[at + 1].text;
    }
    if (list->tokens[at].keyword == WR_KW_AS)
        at++;
    if (is_name(&list->tokens[at])) {
        const wr_token *word = &list->tokens[at++];
        if (word->offset + word->length != c->cursor) /* else it is the word that is being typed */
            alias = word->text;
    }
    if (c->table_count < TABLES_MAX)
        c->tables[c->table_count++] = (table_use){path, alias};
    return at;
}

static void find_tables(completer *c, const char *text, size_t size) {
    const wr_token_list list = wr_lex(text, size, c->arena);
    for (uint32_t i = 0; i + 1 < list.count; i++) {
        if (!leads_table(list.tokens[i].keyword))
            continue;
        uint32_t next = i + 1; /* END at the latest, which is no name */
        while (is_name(&list.tokens[next])) {
            next = note_table(c, &list, next);
            if (list.tokens[next].kind != WR_TOKEN_COMMA)
                break;
            next++;
        }
        i = next - 1; /* what is there may lead to a table again */
    }
}

static wr_keyword keyword_before(const completer *c, uint32_t back) {
    return c->count >= back ? c->tokens[c->count - back].keyword : WR_NO_KEYWORD;
}

/* The n-th name in front of the last dot, counted from there: b.a.<Tab>; NULL: there is none. */
static const char *part_before(const completer *c, uint32_t n) {
    const uint32_t back = 2 * n; /* of names and dots */
    if (c->count < back || !is_name(&c->tokens[c->count - back]) || c->tokens[c->count - back + 1].kind != WR_TOKEN_DOT)
        return NULL;
    return c->tokens[c->count - back].text;
}

/* orders.am<Tab>, o.am<Tab>, shop.orders.am<Tab>: columns of that table; shop.or<Tab>, there.shop.or<Tab>: tables; there.sh<Tab>: databases. */
static void complete_behind_dot(completer *c) {
    const char *owner = part_before(c, 1), *above = owner ? part_before(c, 2) : NULL;
    if (!owner)
        return;
    for (uint32_t i = 0; i < c->table_count; i++) {
        const table_use *use = &c->tables[i];
        const bool       by_name = strcmp(use->path.name, owner) == 0 && (!above || (use->path.database && strcmp(use->path.database, above) == 0));
        if (by_name || (!above && use->alias && strcmp(use->alias, owner) == 0))
            give_columns(c, use);
    }
    if (c->given_count != 0)
        return;
    give_objects(c, WR_OBJECT_TABLE, above ? above : wr_catalog_current(c->input->catalog), owner);
    if (!above)
        give_objects(c, WR_OBJECT_DATABASE, owner, NULL);
}

static void complete_expression(completer *c) {
    for (uint32_t i = 0; i < c->table_count; i++)
        give_columns(c, &c->tables[i]);
    if (c->prefix_size == 0)
        return; /* everything could stand here */
    for (uint32_t i = 0; i < c->table_count; i++)
        give_name(c, c->tables[i].alias ? c->tables[i].alias : c->tables[i].path.name, "table");
    give_words(c, words);
    give_functions(c);
}

static void complete_word(completer *c) {
    const wr_token *last = c->count > 0 ? &c->tokens[c->count - 1] : NULL;
    if (!last) {
        give_words(c, starters);
        return;
    }
    if (last->kind == WR_TOKEN_DOT) {
        complete_behind_dot(c);
        return;
    }
    switch ((int)last->keyword) {
    case WR_KW_SHOW:
        give_words(c, after_show);
        return;
    case WR_KW_CREATE: case WR_KW_DROP: case WR_KW_ALTER:
        give_words(c, after_create);
        return;
    case WR_KW_INSERT:
        give_words(c, (const char *const[]){"INTO", "OVERWRITE", NULL});
        return;
    case WR_KW_EXPLAIN: case WR_KW_BEGIN:
        give_words(c, starters);
        return;
    case WR_KW_USE:
        give_databases(c);
        give_words(c, (const char *const[]){"CATALOG", "MODULES", NULL});
        return;
    case WR_KW_CATALOG:
        give_objects(c, WR_OBJECT_CATALOG, NULL, NULL);
        return;
    case WR_KW_DATABASE:
        give_databases(c);
        return;
    case WR_KW_FROM: case WR_KW_JOIN:
        if (keyword_before(c, 2) == WR_KW_TABLES || keyword_before(c, 2) == WR_KW_VIEWS) {
            give_databases(c); /* SHOW TABLES FROM */
            return;
        }
        give_tables(c);
        give_words(c, after_from);
        return;
    case WR_KW_DESCRIBE: case WR_KW_INTO: case WR_KW_TABLE: case WR_KW_VIEW: case WR_KW_UPDATE:
        give_tables(c);
        return;
    case WR_KW_DESC:
        if (c->count == 1)
            give_tables(c);
        break;
    case WR_KW_GROUP: case WR_KW_ORDER: case WR_KW_PARTITION: case WR_KW_PARTITIONED:
        give_words(c, (const char *const[]){"BY", NULL});
        return;
    default:
        break;
    }
    complete_expression(c);
}

/* ---- strings: settings and options ---- */

static void complete_setting(completer *c, bool is_value) {
    uint32_t             count;
    const wr_config_key *keys = wr_config_keys(&count);
    for (uint32_t i = 0; i < count; i++) {
        if (!is_value && keys[i].use != WR_CONFIG_NOTED)
            give_text(c, keys[i].name, c->tokens[0].keyword == WR_KW_SET ? "setting" : "key");
        if (!is_value || strcmp(keys[i].name, c->tokens[1].text) != 0)
            continue;
        if (keys[i].kind == WR_CONFIG_BOOL)
            give_choices(c, "true|false");
        else
            give_choices(c, keys[i].values);
    }
}

/* Value of an option of the list that is open at the place, or NULL. */
static const char *option_value(const completer *c, uint32_t from, const char *name) {
    for (uint32_t i = from; i + 2 < c->count; i++)
        if (c->tokens[i].kind == WR_TOKEN_STRING && c->tokens[i + 1].kind == WR_TOKEN_EQ && c->tokens[i + 2].kind == WR_TOKEN_STRING &&
            strcmp(c->tokens[i].text, name) == 0)
            return c->tokens[i + 2].text;
    return NULL;
}

/* Of 'fields.#.min' and 'properties.*' what stands before the part that is free. */
static void give_specs(completer *c, const weir_option_spec *specs, const char *before) {
    for (; specs && specs->name; specs++) {
        size_t      fixed = strcspn(specs->name, "#*");
        const char *text = wr_arena_printf(c->arena, "%s%.*s", before, (int)fixed, specs->name);
        if (specs->name[fixed] == '\0')
            give_text(c, text, "option");
        else if (strncmp(text, c->prefix, c->prefix_size) == 0)
            give(c, text, "option");
    }
}

static void complete_option_name(completer *c, uint32_t from) {
    static const char *const format_options[] = {"format", "key.format", "value.format"};
    const weir_registry  *registry = c->input->registry;
    const char           *name = option_value(c, from, "connector");
    const weir_connector *connector = name ? weir_registry_connector(registry, name) : NULL;
    if (!name)
        give_text(c, "connector", "option");
    if (!connector)
        return;
    bool has_format = (connector->source && !connector->source->yields_batches) || (connector->sink && connector->sink->needs_format);
    for (size_t i = 0; has_format && i < (connector->messages ? 3u : 1u); i++)
        if (!option_value(c, from, format_options[i]))
            give_text(c, format_options[i], "option");
    give_specs(c, connector->options, "");
    for (size_t i = 0; i < 3; i++) {
        const char        *format_name = option_value(c, from, format_options[i]);
        const weir_format *format = format_name ? weir_registry_format(registry, format_name) : NULL;
        const char        *before = i == 0 ? "" : i == 1 ? "key." : "value.";
        if (format)
            give_specs(c, format->options, wr_arena_printf(c->arena, "%s%s.", before, format->name));
    }
}

static void complete_option_value(completer *c, uint32_t from, const char *option) {
    const weir_registry  *registry = c->input->registry;
    const char           *name = option_value(c, from, "connector");
    const weir_connector *connector = name ? weir_registry_connector(registry, name) : NULL;
    if (strcmp(option, "connector") == 0)
        for (uint32_t i = 0; i < registry->connector_count; i++)
            give_text(c, registry->connectors[i]->name, "value");
    else if (strcmp(option, "format") == 0 || strcmp(option, "key.format") == 0 || strcmp(option, "value.format") == 0)
        give_formats(c);
    for (const weir_option_spec *spec = connector ? connector->options : NULL; spec && spec->name; spec++)
        if (strcmp(spec->name, option) == 0 && spec->kind == WEIR_OPT_BOOL)
            give_choices(c, "true|false");
}

static void complete_string(completer *c) {
    wr_keyword      first = c->count > 0 ? c->tokens[0].keyword : WR_NO_KEYWORD;
    const wr_token *last = c->count > 0 ? &c->tokens[c->count - 1] : NULL;
    if (first == WR_KW_SET || first == WR_KW_RESET) {
        if (c->count == 1)
            complete_setting(c, false);
        else if (c->count == 3 && last->kind == WR_TOKEN_EQ && c->tokens[1].kind == WR_TOKEN_STRING)
            complete_setting(c, true);
        return;
    }
    uint32_t open = c->count;
    while (open > 0 && c->tokens[open - 1].kind != WR_TOKEN_LEFT_PAREN)
        open--;
    bool is_list = open >= 2 && (c->tokens[open - 2].keyword == WR_KW_WITH || c->tokens[open - 2].keyword == WR_KW_SET ||
                                 c->tokens[open - 2].keyword == WR_KW_OPTIONS);
    if (!is_list)
        return;
    if (last->kind == WR_TOKEN_EQ && keyword_before(c, 2) == WR_NO_KEYWORD && c->tokens[c->count - 2].kind == WR_TOKEN_STRING)
        complete_option_value(c, open, c->tokens[c->count - 2].text);
    else if (last->kind != WR_TOKEN_EQ)
        complete_option_name(c, open);
}

size_t wr_complete(const wr_complete_input *input, wr_arena *arena, void (*found)(void *context, const char *text, const char *kind),
                   void *context) {
    completer       c = {.input = input, .arena = arena, .found = found, .context = context};
    weir_text_place place;
    size_t          start = 0;
    while (weir_text_look(input->text + start, input->cursor - start, &place) == WEIR_TEXT_WHOLE)
        start += place.size;
    const char         *text = input->text + start;
    size_t              size = input->cursor - start;
    const wr_token_list list = wr_lex(text, size, arena);
    const wr_token     *last = &list.tokens[list.count - 1], *word = list.count > 1 ? last - 1 : NULL;
    size_t              begin = input->cursor;
    bool                in_string = false;
    c.tokens = list.tokens;
    c.count = list.count - 1;
    if (last->kind == WR_TOKEN_ERROR) {
        char open = text[WR_MIN((size_t)last->offset, size - 1)];
        if (last->offset + last->length != size || (open != '\'' && open != '`'))
            return begin; /* within a comment, or behind a mistake */
        in_string = open == '\'';
        c.quoted = open == '`';
        begin = start + last->offset + (in_string ? 1 : 0);
        c.prefix = text + last->offset + 1;
    } else if (word && word->kind == WR_TOKEN_WORD && word->offset + word->length == size) {
        begin = start + word->offset;
        c.prefix = text + word->offset;
        c.count--;
    } else {
        c.prefix = text + size;
    }
    c.prefix_size = (size_t)(text + size - c.prefix);
    c.cursor = size;
    find_tables(&c, text, input->size - start);
    if (in_string)
        complete_string(&c);
    else
        complete_word(&c);
    return begin;
}
