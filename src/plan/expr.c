/* plan/expr.c - making and rewriting bound expressions. Everything lives in the arena given; the
 * children of an expression are shared with it, never copied unless they change. Pure otherwise. */
#include "plan/expr.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/number.h"
#include "batch/nested_text.h"
#include "batch/variant.h"

static wr_expr *new_expr(wr_arena *arena, wr_expr_kind kind, weir_type type) {
    wr_expr *expr = wr_arena_calloc(arena, 1, sizeof(*expr));
    expr->kind = kind;
    expr->type = type;
    return expr;
}

wr_expr *wr_expr_column(struct weir_arena *arena, uint32_t column, weir_type type, const char *name) {
    wr_expr *expr = new_expr(arena, WR_EXPR_COLUMN, type);
    expr->column = column;
    expr->name = name;
    return expr;
}

wr_expr *wr_expr_literal(struct weir_arena *arena, weir_type type, weir_value value) {
    wr_expr *expr = new_expr(arena, WR_EXPR_LITERAL, type);
    expr->literal = value;
    return expr;
}

wr_expr *wr_expr_call(struct weir_arena *arena, const weir_function *function, weir_type type,
                      wr_expr **args, uint32_t arg_count) {
    wr_expr *expr = new_expr(arena, WR_EXPR_CALL, type);
    expr->function = function;
    expr->name = function->name;
    expr->args = args;
    expr->arg_count = arg_count;
    return expr;
}

/* A copy of `expr` whose columns went through `column`; the same node where nothing below changed. */
typedef struct rewrite {
    wr_arena        *arena;
    wr_expr *const  *replacements; /* or NULL: renumber by map */
    const uint32_t  *map;
} rewrite;

static wr_expr *rewritten(const rewrite *how, const wr_expr *expr) {
    if (expr->kind == WR_EXPR_COLUMN) {
        if (how->replacements)
            return how->replacements[expr->column];
        wr_expr *moved = wr_arena_alloc(how->arena, sizeof(*moved));
        *moved = *expr;
        moved->column = how->map[expr->column];
        return moved;
    }
    wr_expr *copy = wr_arena_alloc(how->arena, sizeof(*copy));
    *copy = *expr;
    if (expr->arg_count == 0)
        return copy;
    copy->args = wr_arena_calloc(how->arena, expr->arg_count, sizeof(*copy->args));
    for (uint32_t i = 0; i < expr->arg_count; i++)
        copy->args[i] = rewritten(how, expr->args[i]);
    return copy;
}

wr_expr *wr_expr_substitute(struct weir_arena *arena, const wr_expr *expr,
                            wr_expr *const *replacements) {
    rewrite how = {arena, replacements, NULL};
    return rewritten(&how, expr);
}

wr_expr *wr_expr_remap(struct weir_arena *arena, const wr_expr *expr, const uint32_t *map) {
    rewrite how = {arena, NULL, map};
    return rewritten(&how, expr);
}

void wr_expr_mark_columns(const wr_expr *expr, bool *used) {
    if (expr->kind == WR_EXPR_COLUMN)
        used[expr->column] = true;
    for (uint32_t i = 0; i < expr->arg_count; i++)
        wr_expr_mark_columns(expr->args[i], used);
}

bool wr_literal_equal(weir_type type, const weir_value *a, const weir_value *b) {
    if (a->is_null || b->is_null)
        return a->is_null && b->is_null;
    if (weir_type_is_view(type) || type.id == WEIR_TYPE_SYMBOL)
        return weir_string_equal(&a->u.string, &b->u.string);
    if (type.id == WEIR_TYPE_DECIMAL)
        return a->u.i128 == b->u.i128;
    if (weir_type_is_timestamp(type))
        return a->u.time.ms == b->u.time.ms && a->u.time.nanos == b->u.time.nanos;
    return a->u.i64 == b->u.i64; /* doubles too: by their bits */
}

bool wr_expr_equal(const wr_expr *a, const wr_expr *b) {
    if (a == b)
        return true;
    if (a->kind != b->kind || a->arg_count != b->arg_count || !weir_type_same(a->type, b->type))
        return false;
    switch (a->kind) {
    case WR_EXPR_COLUMN:
        return a->column == b->column;
    case WR_EXPR_LITERAL:
        return wr_literal_equal(a->type, &a->literal, &b->literal);
    case WR_EXPR_CALL:
        if (a->function != b->function)
            return false;
        break;
    case WR_EXPR_CASE:
    case WR_EXPR_AND:
    case WR_EXPR_OR:
        break;
    }
    for (uint32_t i = 0; i < a->arg_count; i++)
        if (!wr_expr_equal(a->args[i], b->args[i]))
            return false;
    return true;
}

bool wr_expr_deterministic(const wr_expr *expr) {
    if (expr->kind == WR_EXPR_CALL && expr->function->nondeterministic)
        return false;
    for (uint32_t i = 0; i < expr->arg_count; i++)
        if (!wr_expr_deterministic(expr->args[i]))
            return false;
    return true;
}

/* ---- text ---- */

static void put_expr(wr_buffer *out, const wr_expr *expr);

static void put_quoted(wr_buffer *out, const char *data, size_t size) {
    wr_buffer_byte(out, '\'');
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '\'')
            wr_buffer_byte(out, '\'');
        wr_buffer_byte(out, data[i]);
    }
    wr_buffer_byte(out, '\'');
}

static void put_part(wr_buffer *out, weir_type type, const weir_value *value, void *context);

static void put_literal(wr_buffer *out, weir_type type, const weir_value *value) {
    char   text[WR_NUMBER_TEXT_MAX];
    size_t size = 0;
    if (value->is_null) {
        wr_buffer_text(out, "NULL");
        return;
    }
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN:
        wr_buffer_text(out, value->u.i64 ? "TRUE" : "FALSE");
        return;
    case WEIR_TYPE_TINYINT:
    case WEIR_TYPE_SMALLINT:
    case WEIR_TYPE_INT:
    case WEIR_TYPE_BIGINT:
        size = wr_format_i64(value->u.i64, text);
        break;
    case WEIR_TYPE_FLOAT:
        size = wr_format_f32_java((float)value->u.f64, text);
        break;
    case WEIR_TYPE_DOUBLE:
        size = wr_format_f64_java(value->u.f64, text);
        break;
    case WEIR_TYPE_DECIMAL:
        size = wr_format_decimal(value->u.i128, type.scale, text);
        break;
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR:
        put_quoted(out, weir_string_data(&value->u.string), value->u.string.size);
        return;
    case WEIR_TYPE_SYMBOL:
        wr_buffer_append(out, weir_string_data(&value->u.string), value->u.string.size);
        return;
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY:
        wr_buffer_text(out, "x'");
        for (uint32_t i = 0; i < value->u.string.size; i++)
            wr_buffer_printf(out, "%02x", (unsigned char)weir_string_data(&value->u.string)[i]);
        wr_buffer_byte(out, '\'');
        return;
    case WEIR_TYPE_DATE:
        wr_buffer_text(out, "DATE ");
        size = wr_format_date((int32_t)value->u.i64, text);
        put_quoted(out, text, size);
        return;
    case WEIR_TYPE_TIME:
        wr_buffer_text(out, "TIME ");
        size = wr_format_time((int32_t)value->u.i64, type.length, text);
        put_quoted(out, text, size);
        return;
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ: {
        wr_timestamp time = {value->u.time.ms, value->u.time.nanos, 0};
        wr_buffer_text(out, type.id == WEIR_TYPE_TIMESTAMP ? "TIMESTAMP " : "TIMESTAMP_LTZ ");
        size = wr_format_timestamp(time, type.length, ' ', text);
        put_quoted(out, text, size);
        return;
    }
    case WEIR_TYPE_INTERVAL_MONTH:
        size = wr_format_i64(value->u.i64, text);
        wr_buffer_append(out, text, size);
        wr_buffer_text(out, ":INTERVAL MONTH");
        return;
    case WEIR_TYPE_INTERVAL_DAY:
        size = wr_format_i64(value->u.i64, text);
        wr_buffer_append(out, text, size);
        wr_buffer_text(out, ":INTERVAL SECOND");
        return;
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW: {
        static const wr_value_writer parts = {false, put_part, NULL};
        wr_value_text(out, type, value, &parts);
        return;
    }
    case WEIR_TYPE_VARIANT:
        wr_variant_text(out, &value->u.string);
        return;
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_COUNT:
        wr_buffer_text(out, "?");
        return;
    }
    wr_buffer_append(out, text, size);
}

static void put_part(wr_buffer *out, weir_type type, const weir_value *value, void *context) {
    (void)context;
    put_literal(out, type, value);
}

static void put_list(wr_buffer *out, wr_expr *const *args, uint32_t count, const char *between) {
    for (uint32_t i = 0; i < count; i++) {
        if (i != 0)
            wr_buffer_text(out, between);
        put_expr(out, args[i]);
    }
}

static bool is_infix(const char *name) {
    static const char *const names[] = {"+", "-", "*", "/", "%", "||", "=", "<>", "<", "<=", ">", ">=",
                                        "LIKE", "SIMILAR TO", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"};
    for (size_t i = 0; i < WR_COUNT_OF(names); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void put_bracketed(wr_buffer *out, wr_expr *const *args, uint32_t count) {
    wr_buffer_byte(out, '[');
    put_list(out, args, count, ", ");
    wr_buffer_byte(out, ']');
}

static void put_call(wr_buffer *out, const wr_expr *expr) {
    const char *name = expr->function->name;
    if (expr->arg_count == 2 && is_infix(name)) {
        wr_buffer_byte(out, '(');
        put_expr(out, expr->args[0]);
        wr_buffer_printf(out, " %s ", name);
        put_expr(out, expr->args[1]);
        wr_buffer_byte(out, ')');
    } else if (expr->arg_count == 1 && strncmp(name, "IS ", 3) == 0) {
        put_expr(out, expr->args[0]);
        wr_buffer_printf(out, " %s", name);
    } else if (strcmp(name, "CAST") == 0 || strcmp(name, "TRY_CAST") == 0) {
        char      text[256];
        weir_type plain = expr->type;
        plain.nullable = true;
        wr_buffer_printf(out, "%s(", name);
        put_expr(out, expr->args[0]);
        wr_buffer_printf(out, " AS %s)", weir_type_text(plain, text, sizeof(text)));
    } else if (strcmp(name, "NEGATE") == 0) {
        wr_buffer_text(out, "-(");
        put_expr(out, expr->args[0]);
        wr_buffer_byte(out, ')');
    } else if (strcmp(name, "FIELD") == 0) {
        put_expr(out, expr->args[0]);
        wr_buffer_printf(out, ".%s", expr->args[0]->type.fields->fields[expr->args[1]->literal.u.i64].name);
    } else if (strcmp(name, "ITEM") == 0) {
        put_expr(out, expr->args[0]);
        put_bracketed(out, expr->args + 1, 1);
    } else if (strcmp(name, "ARRAY") == 0 || strcmp(name, "MAP") == 0) {
        wr_buffer_text(out, name);
        put_bracketed(out, expr->args, expr->arg_count);
    } else {
        wr_buffer_text(out, name);
        wr_buffer_byte(out, '(');
        put_list(out, expr->args, expr->arg_count, ", ");
        wr_buffer_byte(out, ')');
    }
}

static void put_expr(wr_buffer *out, const wr_expr *expr) {
    switch (expr->kind) {
    case WR_EXPR_COLUMN:
        if (expr->name)
            wr_buffer_text(out, expr->name);
        else
            wr_buffer_printf(out, "$%u", expr->column);
        break;
    case WR_EXPR_LITERAL:
        put_literal(out, expr->type, &expr->literal);
        break;
    case WR_EXPR_CALL:
        put_call(out, expr);
        break;
    case WR_EXPR_CASE:
        wr_buffer_text(out, "CASE(");
        put_list(out, expr->args, expr->arg_count, ", ");
        wr_buffer_byte(out, ')');
        break;
    case WR_EXPR_AND:
    case WR_EXPR_OR:
        wr_buffer_byte(out, '(');
        put_list(out, expr->args, expr->arg_count, expr->kind == WR_EXPR_AND ? " AND " : " OR ");
        wr_buffer_byte(out, ')');
        break;
    }
}

const char *wr_expr_text(struct weir_arena *arena, const wr_expr *expr) {
    wr_buffer out = {0};
    put_expr(&out, expr);
    const char *text = wr_arena_strndup(arena, out.data ? out.data : "", out.size);
    wr_buffer_free(&out);
    return text;
}
