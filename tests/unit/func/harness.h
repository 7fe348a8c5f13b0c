/* harness.h - a small binder for the tests of functions: literals from text, calls with their casts,
 * results as text. Everything lives in one arena until the process ends. */
#ifndef WEIR_TESTS_FUNC_HARNESS_H
#define WEIR_TESTS_FUNC_HARNESS_H
#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "batch/vector.h"
#include "check.h"
#include "func/cast.h"
#include "func/eval.h"
#include "func/func.h"

#define WEIR_FUNCTION(name) extern const weir_function weir_function_##name;
#include "builtin/functions.def"
#undef WEIR_FUNCTION
#define WEIR_FUNCTION(name) &weir_function_##name,
static const weir_function *const all_functions[] = {
#include "builtin/functions.def"
};
#undef WEIR_FUNCTION

static wr_arena  *arena;
static weir_error failure;
static const char *zone = "UTC";

static int64_t test_wall_ms(void *clock) {
    (void)clock;
    return 1577934245678; /* 2020-01-02 03:04:05.678 */
}
static uint64_t test_random(void *clock) {
    (void)clock;
    return 0x123456789abcdef0u;
}
static const wr_env test_env = {.wall_ms = test_wall_ms, .random = test_random};

__attribute__((unused)) static const weir_function *find_function(const char *name) {
    for (size_t i = 0; i < WR_COUNT_OF(all_functions); i++) {
        if (strcmp(all_functions[i]->name, name) == 0)
            return all_functions[i];
        const char *alias = all_functions[i]->aliases;
        size_t      size = strlen(name);
        while (alias && *alias) {
            if (strncmp(alias, name, size) == 0 && (alias[size] == '\0' || alias[size] == ','))
                return all_functions[i];
            alias = strchr(alias, ',');
            alias = alias ? alias + 1 : NULL;
        }
    }
    printf("no function %s\n", name);
    return NULL;
}

/* ---- types and literals from text ---- */

/* INT, BIGINT, DECIMAL(10,2), STRING, VARCHAR(5), CHAR(3), TIMESTAMP(3), LTZ(3), ... */
static weir_type type_of(const char *text) {
    static const struct { const char *name; weir_type_id id; } names[] = {
        {"NULL", WEIR_TYPE_NULL}, {"BOOLEAN", WEIR_TYPE_BOOLEAN}, {"TINYINT", WEIR_TYPE_TINYINT},
        {"SMALLINT", WEIR_TYPE_SMALLINT}, {"INT", WEIR_TYPE_INT}, {"BIGINT", WEIR_TYPE_BIGINT},
        {"FLOAT", WEIR_TYPE_FLOAT}, {"DOUBLE", WEIR_TYPE_DOUBLE}, {"DECIMAL", WEIR_TYPE_DECIMAL},
        {"CHAR", WEIR_TYPE_CHAR}, {"VARCHAR", WEIR_TYPE_VARCHAR}, {"STRING", WEIR_TYPE_VARCHAR},
        {"BINARY", WEIR_TYPE_BINARY}, {"BYTES", WEIR_TYPE_VARBINARY}, {"VARBINARY", WEIR_TYPE_VARBINARY},
        {"DATE", WEIR_TYPE_DATE}, {"TIME", WEIR_TYPE_TIME}, {"TIMESTAMP", WEIR_TYPE_TIMESTAMP},
        {"LTZ", WEIR_TYPE_TIMESTAMP_LTZ}, {"MONTHS", WEIR_TYPE_INTERVAL_MONTH},
        {"MILLIS", WEIR_TYPE_INTERVAL_DAY}, {"SYMBOL", WEIR_TYPE_SYMBOL}};
    unsigned length = 0, scale = 0;
    size_t   size = strcspn(text, "(");
    bool     has_length = sscanf(text + size, "(%u,%u", &length, &scale) >= 1;
    for (size_t i = 0; i < WR_COUNT_OF(names); i++) {
        if (strlen(names[i].name) != size || strncmp(names[i].name, text, size) != 0)
            continue;
        if (strcmp(names[i].name, "STRING") == 0 || strcmp(names[i].name, "BYTES") == 0)
            return weir_type_with(names[i].id, WEIR_STRING_LENGTH_MAX, 0, true);
        return has_length ? weir_type_with(names[i].id, length, (uint8_t)scale, true)
                          : weir_type_of(names[i].id, true);
    }
    printf("no type %s\n", text);
    return weir_type_of(WEIR_TYPE_NULL, true);
}

static wr_expr *cast_expr(wr_expr *expr, weir_type type, bool try_cast) {
    if (weir_type_same(expr->type, type))
        return expr;
    wr_expr **args = wr_arena_calloc(arena, 1, sizeof(*args));
    args[0] = expr;
    return wr_expr_call(arena, try_cast ? &weir_function_op_try_cast : &weir_function_op_cast, type, args, 1);
}

static wr_expr *text_literal(const char *text, weir_type type) {
    weir_value value = {.u.string = weir_string_view(text, strlen(text))};
    return wr_expr_literal(arena, type, value);
}

/* "INT 5", "STRING abc", "INT NULL", "DECIMAL(5,2) 1.50", "MILLIS 5000", "SYMBOL YEAR", "NULL". The
 * value is folded, so it is a literal as the binder makes them. */
static wr_expr *literal_of(const char *text) {
    size_t    size = strcspn(text, " ");
    char     *name = wr_arena_strndup(arena, text, size);
    weir_type type = type_of(name);
    const char *rest = text[size] ? text + size + 1 : "";
    if (type.id == WEIR_TYPE_NULL || strcmp(rest, "NULL") == 0)
        return wr_expr_literal(arena, type, (weir_value){.is_null = true});
    type.nullable = false;
    if (type.id == WEIR_TYPE_SYMBOL || weir_type_is_bytes(type))
        return text_literal(rest, type);
    weir_value value = {0};
    if (type.id == WEIR_TYPE_INTERVAL_MONTH || type.id == WEIR_TYPE_INTERVAL_DAY) {
        wr_parse_i64(rest, strlen(rest), &value.u.i64);
    } else {
        if (type.id == WEIR_TYPE_DECIMAL && type.length == type.scale && rest[0] == '0')
            rest++; /* 0.5 has a digit too many for DECIMAL(1, 1) */
        wr_expr *cast = cast_expr(text_literal(rest, weir_type_with(WEIR_TYPE_VARCHAR, WEIR_STRING_LENGTH_MAX, 0, false)), type, false);
        CHECK_OK(wr_expr_evaluate(cast, "UTC", &test_env, arena, &value, &failure), &failure);
    }
    return wr_expr_literal(arena, type, value);
}

/* Calls infer and inserts the casts; NULL and `failure` when it refuses. */
static wr_expr *bound_call(const weir_function *function, wr_expr **args, uint32_t count) {
    weir_type          types[WEIR_ARGS_MAX], params[WEIR_ARGS_MAX];
    const weir_value  *literals[WEIR_ARGS_MAX];
    for (uint32_t i = 0; i < count; i++) {
        types[i] = params[i] = args[i]->type;
        literals[i] = args[i]->kind == WR_EXPR_LITERAL ? &args[i]->literal : NULL;
    }
    weir_infer infer = {.name = function->name, .arg_count = count, .arg_types = types, .literals = literals,
                        .local_time_zone = zone, .arena = arena, .param_types = params};
    if (function->infer(&infer, &failure) != WEIR_OK)
        return NULL;
    wr_expr **own = wr_arena_calloc(arena, count + 1, sizeof(*own));
    for (uint32_t i = 0; i < count; i++) {
        own[i] = cast_expr(args[i], params[i], false);
        if (own[i] != args[i] && args[i]->kind == WR_EXPR_LITERAL) { /* folded, as the binder does */
            weir_value value;
            if (wr_expr_evaluate(own[i], zone, &test_env, arena, &value, &failure) != WEIR_OK)
                return NULL;
            own[i] = wr_expr_literal(arena, params[i], value);
        }
    }
    return wr_expr_call(arena, function, infer.result, own, count);
}

/* The value of an expression as CAST shows it: "NULL", or "!message" of the error. Bytes as x'..'. */
static const char *text_of(wr_expr *expr) {
    if (expr == NULL)
        return wr_arena_printf(arena, "!%s", failure.message);
    weir_value value;
    weir_type  string = weir_type_with(WEIR_TYPE_VARCHAR, WEIR_STRING_LENGTH_MAX, 0, true);
    bool       binary = weir_type_is_binary(expr->type);
    if (expr->type.id != WEIR_TYPE_NULL && !binary)
        expr = cast_expr(expr, string, false);
    if (wr_expr_evaluate(expr, zone, &test_env, arena, &value, &failure) != WEIR_OK)
        return wr_arena_printf(arena, "!%s", failure.message);
    if (value.is_null)
        return "NULL";
    const char *data = weir_string_data(&value.u.string);
    if (!binary)
        return wr_arena_strndup(arena, data, value.u.string.size);
    char *text = wr_arena_alloc(arena, value.u.string.size * 2 + 4);
    memcpy(text, "x'", 3);
    for (uint32_t i = 0; i < value.u.string.size; i++)
        snprintf(text + 2 + i * 2, 3, "%02x", (unsigned char)data[i]);
    memcpy(text + 2 + value.u.string.size * 2, "'", 2);
    return text;
}

/* A call of literals: args end with NULL. */
typedef struct call_case {
    const char *function;
    const char *args[8];
    const char *type;     /* expected, or NULL: not checked */
    const char *expected; /* text; "!part of the message" */
} call_case;

__attribute__((unused)) static void check_calls(const call_case *cases, size_t count) {
    for (size_t c = 0; c < count; c++) {
        const weir_function *function = find_function(cases[c].function);
        wr_expr             *args[8];
        uint32_t             arg_count = 0;
        if (!CHECK(function != NULL))
            continue;
        for (; arg_count < 8 && cases[c].args[arg_count]; arg_count++)
            args[arg_count] = literal_of(cases[c].args[arg_count]);
        wr_expr    *call = bound_call(function, args, arg_count);
        char        type[256] = "";
        const char *text = text_of(call);
        bool        good = cases[c].expected[0] == '!'
                               ? text[0] == '!' && strstr(text, cases[c].expected + 1) != NULL
                               : strcmp(text, cases[c].expected) == 0;
        if (good && cases[c].type && call)
            good = strcmp(weir_type_text(call->type, type, sizeof(type)), cases[c].type) == 0;
        if (!good) {
            printf("case %zu: %s(", c, cases[c].function);
            for (uint32_t i = 0; i < arg_count; i++)
                printf("%s%s", i ? ", " : "", cases[c].args[i]);
            printf(") is %s of %s, expected %s of %s\n", text, type, cases[c].expected,
                   cases[c].type ? cases[c].type : "any type");
            CHECK(good);
        }
    }
}
#endif
