/* func/infer.c - argument checks that the families of functions share. Pure. */
#include "func/func.h"

#include <stdio.h>

weir_status wr_infer_refuse(const weir_infer *call, const char *takes, weir_error *err) {
    return wr_infer_refuse_cast(call, takes, NULL, err);
}

weir_status wr_infer_refuse_cast(const weir_infer *call, const char *takes, const char *cast, weir_error *err) {
    char   given[400] = "";
    size_t used = 0;
    for (uint32_t i = 0; i < call->arg_count && used + 80 < sizeof(given); i++) {
        char      text[256];
        weir_type plain = call->arg_types[i];
        plain.nullable = true;
        used += (size_t)snprintf(given + used, sizeof(given) - used, "%s%.70s", i ? ", " : "",
                                 plain.id == WEIR_TYPE_SYMBOL ? "a unit"
                                                              : weir_type_text(plain, text, sizeof(text)));
    }
    return weir_fail(err, WEIR_INVALID, "%s takes %s, not (%s)%s%s%s", call->name, takes, given, cast ? "; write CAST(.. AS " : "", cast ? cast : "",
                     cast ? ")" : "");
}

weir_status wr_infer_no_parts(const weir_infer *call, weir_error *err) {
    for (uint32_t i = 0; i < call->arg_count; i++)
        if (weir_type_is_nested(call->arg_types[i]) || call->arg_types[i].id == WEIR_TYPE_VARIANT)
            return wr_infer_refuse(call, "values that have an order (an ARRAY, MAP, MULTISET, ROW or VARIANT has none; compare parts of it)", err);
    return WEIR_OK;
}

static bool accept(weir_infer *call, uint32_t index, char kind) {
    weir_type  type = call->arg_types[index];
    weir_type *param = &call->param_types[index];
    if (kind == 'u')
        return type.id == WEIR_TYPE_SYMBOL;
    if (type.id == WEIR_TYPE_SYMBOL)
        return false;
    bool nullable = type.nullable || type.id == WEIR_TYPE_NULL;
    bool null = type.id == WEIR_TYPE_NULL;
    *param = type_nullable(type, nullable);
    switch (kind) {
    case 's':
        if (!weir_type_is_string(type))
            *param = type_string(nullable);
        return null || weir_type_is_string(type);
    case 'x':
        if (!weir_type_is_string(type))
            *param = type_string(nullable);
        return null || weir_type_is_string(type) || weir_type_is_numeric(type) ||
               type.id == WEIR_TYPE_BOOLEAN || type.id == WEIR_TYPE_DATE || type.id == WEIR_TYPE_TIME ||
               weir_type_is_timestamp(type);
    case 'b':
        if (!weir_type_is_binary(type))
            *param = type_bytes(nullable);
        return null || weir_type_is_binary(type);
    case 'i':
        *param = weir_type_of(WEIR_TYPE_INT, nullable);
        return null || weir_type_is_integer(type);
    case 'l':
        *param = weir_type_of(WEIR_TYPE_BIGINT, nullable);
        return null || weir_type_is_integer(type);
    case 'd':
        *param = weir_type_of(WEIR_TYPE_DOUBLE, nullable);
        return null || weir_type_is_numeric(type);
    case 'n':
        if (null)
            *param = weir_type_of(WEIR_TYPE_INT, true);
        return null || weir_type_is_numeric(type);
    case 't':
        if (null)
            *param = weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true);
        return null || weir_type_is_timestamp(type) || type.id == WEIR_TYPE_DATE ||
               type.id == WEIR_TYPE_TIME;
    case 'p':
        if (!weir_type_is_timestamp(type))
            *param = weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, nullable);
        return null || weir_type_is_timestamp(type) || weir_type_is_string(type);
    case 'o':
        *param = weir_type_of(WEIR_TYPE_BOOLEAN, nullable);
        return null || type.id == WEIR_TYPE_BOOLEAN;
    case 'a':
        return weir_type_width(type) != 0 || null;
    default:
        return false;
    }
}

/* What an argument of another type could be cast to for this kind; NULL: to nothing that would help. */
static const char *cast_for(char kind, weir_type type) {
    bool text = weir_type_is_string(type), number = weir_type_is_numeric(type);
    bool time = weir_type_is_timestamp(type) || type.id == WEIR_TYPE_DATE || type.id == WEIR_TYPE_TIME;
    switch (kind) {
    case 's': return number || time || type.id == WEIR_TYPE_BOOLEAN ? "STRING" : NULL;
    case 'i': return text || number ? "INT" : NULL;
    case 'l': return text || number ? "BIGINT" : NULL;
    case 'd':
    case 'n': return text ? "DOUBLE" : NULL;
    case 't':
    case 'p': return text ? "TIMESTAMP(3)" : NULL;
    case 'b': return text ? "BYTES" : NULL;
    case 'o': return text || weir_type_is_integer(type) ? "BOOLEAN" : NULL;
    default: return NULL;
    }
}

weir_status wr_infer_params(weir_infer *call, const char *kinds, bool more, const char *takes,
                            weir_error *err) {
    uint32_t    index = 0;
    bool        optional = false;
    const char *kind = kinds;
    for (; *kind; kind++) {
        if (*kind == '?') {
            optional = true;
            continue;
        }
        if (index == call->arg_count) {
            if (!optional)
                return wr_infer_refuse(call, takes, err);
            return WEIR_OK;
        }
        if (!accept(call, index, *kind))
            return wr_infer_refuse_cast(call, takes, cast_for(*kind, call->arg_types[index]), err);
        index++;
    }
    for (; more && index < call->arg_count; index++)
        if (!accept(call, index, kind[-1]))
            return wr_infer_refuse_cast(call, takes, cast_for(kind[-1], call->arg_types[index]), err);
    return index == call->arg_count ? WEIR_OK : wr_infer_refuse(call, takes, err);
}

char *wr_string_room(weir_vector *out, size_t size) {
    WR_ASSERT(size <= WEIR_STRING_LENGTH_MAX);
    return wr_arena_alloc(out->strings, size);
}

weir_type wr_type_as_decimal(weir_type type) {
    uint32_t precision = type.length;
    uint8_t  scale = type.scale;
    if (type.id != WEIR_TYPE_DECIMAL) {
        scale = 0;
        precision = type.id == WEIR_TYPE_TINYINT ? 3 : type.id == WEIR_TYPE_SMALLINT ? 5
                  : type.id == WEIR_TYPE_INT ? 10 : 19;
    }
    return weir_type_with(WEIR_TYPE_DECIMAL, precision, scale, type.nullable);
}
