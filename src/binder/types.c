/* binder/types.c - SQL types of the text become types of the engine, checked against Flink's limits;
 * and the rules of casting, which func/cast.h owns. */
#include "binder/binder_internal.h"
#include "base/hash.h"
#include "batch/nested.h"
#include "func/cast.h"

static weir_status range_error(const wr_ast_type *ast, const char *what, const char *name, const char *of, int32_t low,
                               int64_t high, int32_t given, weir_error *err) {
    return FAIL(err, WEIR_INVALID, ast->place, "%s: %s of %s must be between %d and %lld, not %d", what, of, name, low,
                (long long)high, given);
}

static weir_status unknown_type(const wr_ast_type *ast, const char *what, weir_error *err) {
    static const char *const names[] = {"BOOLEAN", "TINYINT", "SMALLINT", "INT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL",
                                        "NUMERIC", "CHAR", "VARCHAR", "STRING", "BINARY", "VARBINARY", "BYTES", "DATE", "TIME",
                                        "TIMESTAMP", "TIMESTAMP_LTZ", "INTERVAL", "ARRAY", "MAP", "MULTISET", "ROW", "VARIANT"};
    const char *name = ast->name.parts[ast->name.part_count - 1].text;
    char        upper[32];
    size_t      size = 0;
    for (; name[size] != '\0' && size < sizeof upper - 1; size++)
        upper[size] = name[size] >= 'a' && name[size] <= 'z' ? (char)(name[size] - 32) : name[size];
    upper[size] = '\0';
    const char *nearest = wr_nearest_name(upper, names, sizeof names / sizeof names[0]);
    if (nearest)
        return FAIL(err, WEIR_INVALID, ast->place, "%s: unknown type '%s' - did you mean '%s'?", what, name, nearest);
    return FAIL(err, WEIR_INVALID, ast->place, "%s: unknown type '%s'", what, name);
}

/* Length of CHAR..VARBINARY; when not written 1, or the longest for the varying ones, as in Flink. */
static weir_type bytes_type(const wr_ast_type *ast, weir_type_id id) {
    bool    varying = id == WEIR_TYPE_VARCHAR || id == WEIR_TYPE_VARBINARY;
    int32_t length = ast->length >= 0 ? ast->length : varying ? INT32_MAX : 1;
    return weir_type_with(id, (uint32_t)length, 0, !ast->not_null);
}

static weir_status time_type(const wr_ast_type *ast, const char *what, weir_type_id id, const char *name, int32_t otherwise,
                             weir_type *type, weir_error *err) {
    int32_t precision = ast->precision < 0 ? otherwise : ast->precision;
    if (precision > 9)
        return range_error(ast, what, name, "the precision", 0, 9, precision, err);
    if (id == WEIR_TYPE_TIME)
        precision = 0; /* as Flink, which keeps milliseconds and calls it TIME(0) */
    *type = weir_type_with(id, (uint32_t)precision, 0, !ast->not_null);
    return WEIR_OK;
}

static weir_status decimal_type(const wr_ast_type *ast, const char *what, weir_type *type, weir_error *err) {
    int32_t precision = ast->precision < 0 ? 10 : ast->precision;
    int32_t scale = ast->scale < 0 ? 0 : ast->scale;
    if (precision < 1 || precision > 38)
        return range_error(ast, what, "DECIMAL", "the precision", 1, 38, precision, err);
    if (scale > precision)
        return range_error(ast, what, "DECIMAL", "the scale", 0, precision, scale, err);
    *type = weir_type_with(WEIR_TYPE_DECIMAL, (uint32_t)precision, (uint8_t)scale, !ast->not_null);
    return WEIR_OK;
}

/* ---- types with parts ---- */

static weir_status map_type(wr_binder *binder, const wr_ast_type *ast, const char *what, weir_type *type, weir_error *err) {
    weir_type key, value;
    WEIR_TRY(wr_bind_type(binder, ast->key, what, &key, err));
    WEIR_TRY(wr_bind_type(binder, ast->element, what, &value, err));
    *type = wr_map_type(binder->arena, key, value, !ast->not_null);
    return WEIR_OK;
}

static weir_status element_type(wr_binder *binder, const wr_ast_type *ast, const char *what, weir_type *type, weir_error *err) {
    weir_type element;
    WEIR_TRY(wr_bind_type(binder, ast->element, what, &element, err));
    *type = ast->kind == AST_TYPE_ARRAY ? wr_array_type(binder->arena, element, !ast->not_null) : wr_multiset_type(binder->arena, element, !ast->not_null);
    return WEIR_OK;
}

static weir_status row_type(wr_binder *binder, const wr_ast_type *ast, const char *what, weir_type *type, weir_error *err) {
    const uint32_t count = (uint32_t)ast->field_count;
    const char   **names = wr_arena_calloc(binder->arena, count + 1u, sizeof *names);
    weir_type     *types = wr_arena_calloc(binder->arena, count + 1u, sizeof *types);
    for (uint32_t i = 0; i < count; i++) {
        names[i] = ast->fields[i].name.text;
        WEIR_TRY(wr_bind_type(binder, ast->fields[i].type, what, &types[i], err));
        for (uint32_t k = 0; k < i; k++)
            if (strcmp(names[k], names[i]) == 0)
                return FAIL(err, WEIR_INVALID, ast->fields[i].name.place, "%s: the row has two fields named '%s'", what, names[i]);
    }
    *type = wr_row_type(binder->arena, names, types, count, !ast->not_null);
    return WEIR_OK;
}

weir_status wr_bind_type(wr_binder *binder, const wr_ast_type *ast, const char *what, weir_type *type, weir_error *err) {
    weir_type_id id = WEIR_TYPE_NULL;
    switch (ast->kind) {
    case AST_TYPE_BOOLEAN: id = WEIR_TYPE_BOOLEAN; break;
    case AST_TYPE_TINYINT: id = WEIR_TYPE_TINYINT; break;
    case AST_TYPE_SMALLINT: id = WEIR_TYPE_SMALLINT; break;
    case AST_TYPE_INT: id = WEIR_TYPE_INT; break;
    case AST_TYPE_BIGINT: id = WEIR_TYPE_BIGINT; break;
    case AST_TYPE_FLOAT: id = WEIR_TYPE_FLOAT; break;
    case AST_TYPE_DOUBLE: id = WEIR_TYPE_DOUBLE; break;
    case AST_TYPE_DATE: id = WEIR_TYPE_DATE; break;
    case AST_TYPE_DECIMAL:
        return decimal_type(ast, what, type, err);
    case AST_TYPE_CHAR:
        *type = bytes_type(ast, WEIR_TYPE_CHAR);
        return WEIR_OK;
    case AST_TYPE_VARCHAR:
        *type = bytes_type(ast, WEIR_TYPE_VARCHAR);
        return WEIR_OK;
    case AST_TYPE_BINARY:
        *type = bytes_type(ast, WEIR_TYPE_BINARY);
        return WEIR_OK;
    case AST_TYPE_VARBINARY:
        *type = bytes_type(ast, WEIR_TYPE_VARBINARY);
        return WEIR_OK;
    case AST_TYPE_TIME:
        return time_type(ast, what, WEIR_TYPE_TIME, "TIME", 0, type, err);
    case AST_TYPE_TIMESTAMP:
        return time_type(ast, what, WEIR_TYPE_TIMESTAMP, "TIMESTAMP", 6, type, err);
    case AST_TYPE_TIMESTAMP_LTZ:
        return time_type(ast, what, WEIR_TYPE_TIMESTAMP_LTZ, "TIMESTAMP_LTZ", 6, type, err);
    case AST_TYPE_TIMESTAMP_TZ:
        return FAIL(err, WEIR_UNSUPPORTED, ast->place, "%s: type TIMESTAMP WITH TIME ZONE is not available; use TIMESTAMP_LTZ", what);
    case AST_TYPE_INTERVAL: {
        bool months = ast->unit_from == AST_UNIT_YEAR || ast->unit_from == AST_UNIT_MONTH || ast->unit_from == AST_UNIT_QUARTER;
        *type = weir_type_of(months ? WEIR_TYPE_INTERVAL_MONTH : WEIR_TYPE_INTERVAL_DAY, !ast->not_null);
        return WEIR_OK;
    }
    case AST_TYPE_ARRAY:
    case AST_TYPE_MULTISET: return element_type(binder, ast, what, type, err);
    case AST_TYPE_MAP: return map_type(binder, ast, what, type, err);
    case AST_TYPE_ROW: return row_type(binder, ast, what, type, err);
    case AST_TYPE_VARIANT: id = WEIR_TYPE_VARIANT; break;
    case AST_TYPE_NULL:
        return FAIL(err, WEIR_INVALID, ast->place, "%s: NULL is not a type of a value; name the type it stands for", what);
    case AST_TYPE_NAMED:
        return unknown_type(ast, what, err);
    }
    *type = weir_type_of(id, !ast->not_null);
    return WEIR_OK;
}

weir_type wr_plain_type(weir_type type) {
    type.time_attribute = WEIR_TIME_NONE;
    return type;
}

const char *wr_type_name(wr_binder *binder, weir_type type) {
    char text[256];
    type.nullable = true;
    return wr_arena_strdup(binder->arena, weir_type_text(wr_plain_type(type), text, sizeof text));
}

bool wr_bind_common_type(wr_binder *binder, const weir_type *types, uint32_t count, weir_type *type) {
    if (!wr_common_type(binder->arena, types, count, type))
        return false;
    *type = wr_plain_type(*type);
    return true;
}

bool wr_bind_cast_implicit(weir_type from, weir_type to) {
    return wr_cast_implicit(from, to);
}
