/* func/types.c - which casts exist, which happen by themselves, and the common type of several.
 * The rules are those of Flink's LogicalTypeCasts and of its planner. Pure. */
#include "batch/nested.h"
#include "func/cast.h"
#include "func/func.h"

static bool is_interval(weir_type type) {
    return type.id == WEIR_TYPE_INTERVAL_DAY || type.id == WEIR_TYPE_INTERVAL_MONTH;
}

static bool cast_exists(weir_type from, weir_type to);

/* Of one kind with as many parts, and each part passes. A MULTISET's counts are INT on both sides. */
static bool all_parts(weir_type from, weir_type to, bool (*part)(weir_type from, weir_type to)) {
    if (from.id != to.id || from.fields->field_count != to.fields->field_count)
        return false;
    for (uint32_t i = 0; i < to.fields->field_count; i++)
        if (!part(from.fields->fields[i].type, to.fields->fields[i].type))
            return false;
    return true;
}

static bool cast_exists(weir_type from, weir_type to) {
    if (from.id == WEIR_TYPE_NULL)
        return weir_type_width(to) != 0;
    if (weir_type_width(from) == 0 || weir_type_width(to) == 0)
        return false;
    if (weir_type_is_nested(to))
        return all_parts(from, to, cast_exists);
    if (from.id == to.id)
        return true;
    if (from.id == WEIR_TYPE_VARIANT || to.id == WEIR_TYPE_VARIANT)
        return false;
    if (weir_type_is_string(to))
        return true;
    if (weir_type_is_string(from))
        return !is_interval(to);
    if (weir_type_is_nested(from))
        return false;
    if (weir_type_is_binary(from) || weir_type_is_binary(to))
        return weir_type_is_binary(from) && weir_type_is_binary(to);
    bool number_from = weir_type_is_numeric(from) || from.id == WEIR_TYPE_BOOLEAN;
    bool number_to = weir_type_is_numeric(to) || to.id == WEIR_TYPE_BOOLEAN;
    if (weir_type_is_integer(from) && is_interval(to))
        return true;
    if (number_from || number_to)
        return number_from && number_to;
    if (is_interval(from) || is_interval(to))
        return false;
    if (weir_type_is_timestamp(from))
        return true; /* to DATE, TIME or the other TIMESTAMP */
    return weir_type_is_timestamp(to); /* from DATE or TIME */
}

weir_status wr_cast_check(weir_type from, weir_type to, weir_error *err) {
    if (cast_exists(from, to))
        return WEIR_OK;
    const char *instead = "";
    if (weir_type_is_numeric(from) && to.id == WEIR_TYPE_TIMESTAMP)
        instead = "; use TO_TIMESTAMP(FROM_UNIXTIME(seconds))";
    else if (weir_type_is_numeric(from) && to.id == WEIR_TYPE_TIMESTAMP_LTZ)
        instead = "; use TO_TIMESTAMP_LTZ(number, precision)";
    else if (weir_type_is_timestamp(from) && weir_type_is_numeric(to))
        instead = "; use UNIX_TIMESTAMP(CAST(x AS STRING))";
    else if (weir_type_is_string(from) && weir_type_is_nested(to))
        instead = "; a text is not read as one (JSON_VALUE and SPLIT take texts apart)";
    else if (from.id == WEIR_TYPE_ROW && to.id == WEIR_TYPE_ROW && from.fields->field_count != to.fields->field_count)
        instead = ": they have not equally many fields";
    else if (to.id == WEIR_TYPE_VARIANT)
        instead = "; PARSE_JSON(text) makes a VARIANT";
    else if (from.id == WEIR_TYPE_VARIANT)
        instead = "; take what you need from the JSON text: JSON_VALUE(text, '$.path')";
    char text_from[256], text_to[256];
    from.nullable = to.nullable = true;
    return weir_fail(err, WEIR_INVALID, "there is no cast from %s to %s%s",
                     weir_type_text(from, text_from, sizeof(text_from)),
                     weir_type_text(to, text_to, sizeof(text_to)), instead);
}

bool wr_cast_implicit(weir_type from, weir_type to) {
    if (from.id == WEIR_TYPE_NULL || weir_type_same(from, to))
        return true;
    switch ((weir_type_id)to.id) {
    case WEIR_TYPE_TINYINT:
    case WEIR_TYPE_SMALLINT:
    case WEIR_TYPE_INT:
    case WEIR_TYPE_BIGINT:
        return weir_type_is_integer(from) && from.id <= to.id;
    case WEIR_TYPE_FLOAT:
        return weir_type_is_numeric(from) && from.id != WEIR_TYPE_DOUBLE;
    case WEIR_TYPE_DOUBLE:
    case WEIR_TYPE_DECIMAL:
        return weir_type_is_numeric(from);
    case WEIR_TYPE_CHAR:
        return from.id == WEIR_TYPE_CHAR;
    case WEIR_TYPE_VARCHAR:
        return weir_type_is_string(from);
    case WEIR_TYPE_BINARY:
        return from.id == WEIR_TYPE_BINARY;
    case WEIR_TYPE_VARBINARY:
        return weir_type_is_binary(from);
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW:
        return all_parts(from, to, wr_cast_implicit);
    case WEIR_TYPE_DATE:
    case WEIR_TYPE_TIME:
        return from.id == to.id || from.id == WEIR_TYPE_TIMESTAMP;
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        return weir_type_is_timestamp(from);
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_BOOLEAN:
    case WEIR_TYPE_INTERVAL_MONTH:
    case WEIR_TYPE_INTERVAL_DAY:
    case WEIR_TYPE_VARIANT:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT:
        return from.id == to.id;
    }
    return false;
}

static weir_type common_decimal(weir_type a, weir_type b) {
    a = wr_type_as_decimal(a);
    b = wr_type_as_decimal(b);
    uint32_t scale = WR_MAX(a.scale, b.scale);
    uint32_t whole = WR_MAX(a.length - a.scale, b.length - b.scale);
    uint32_t precision = WR_MIN(whole + scale, (uint32_t)WR_DECIMAL_PRECISION_MAX);
    scale = WR_MIN(scale, WR_DECIMAL_PRECISION_MAX - WR_MIN(whole, (uint32_t)WR_DECIMAL_PRECISION_MAX));
    return weir_type_with(WEIR_TYPE_DECIMAL, precision, (uint8_t)scale, true);
}

static bool common_of(struct weir_arena *arena, const weir_type *types, uint32_t count, bool merge, weir_type *out);

/* Part by part; fields are called as the first row calls them. */
static bool common_parts(struct weir_arena *arena, weir_type a, weir_type b, bool merge, weir_type *out) {
    const uint32_t count = a.fields->field_count;
    if (b.fields->field_count != count)
        return false;
    weir_field  *fields = wr_arena_calloc(arena, count + 1u, sizeof *fields);
    weir_schema *schema = wr_arena_calloc(arena, 1, sizeof *schema);
    for (uint32_t i = 0; i < count; i++) {
        weir_type parts[2] = {a.fields->fields[i].type, b.fields->fields[i].type};
        fields[i].name = a.fields->fields[i].name;
        if (!common_of(arena, parts, 2, merge, &fields[i].type))
            return false;
    }
    *schema = (weir_schema){count, fields};
    *out = type_nullable(a, true);
    out->fields = schema;
    return true;
}

/* Two known types; `merge`: the rule of COALESCE instead of that of CASE. */
static bool common_of_two(struct weir_arena *arena, weir_type a, weir_type b, bool merge, weir_type *out) {
    if (weir_type_is_numeric(a) && weir_type_is_numeric(b)) {
        bool double_a = a.id == WEIR_TYPE_DOUBLE, double_b = b.id == WEIR_TYPE_DOUBLE;
        bool float_a = a.id == WEIR_TYPE_FLOAT, float_b = b.id == WEIR_TYPE_FLOAT;
        bool decimal = a.id == WEIR_TYPE_DECIMAL || b.id == WEIR_TYPE_DECIMAL;
        if ((float_a || double_a) && (float_b || double_b))
            *out = weir_type_of(merge ? (double_a || double_b ? WEIR_TYPE_DOUBLE : WEIR_TYPE_FLOAT)
                                      : (weir_type_id)a.id, true);
        else if (float_a || double_a || float_b || double_b)
            *out = weir_type_of(double_a || double_b || (decimal && !(merge && float_b)) ? WEIR_TYPE_DOUBLE : WEIR_TYPE_FLOAT, true);
        else if (decimal)
            *out = common_decimal(a, b);
        else
            *out = weir_type_of((weir_type_id)WR_MAX(a.id, b.id), true);
        return true;
    }
    if ((weir_type_is_string(a) && weir_type_is_string(b)) ||
        (weir_type_is_binary(a) && weir_type_is_binary(b))) {
        bool fixed = a.id == b.id && a.length == b.length;
        weir_type_id id = fixed ? (weir_type_id)a.id
                        : weir_type_is_string(a) ? WEIR_TYPE_VARCHAR : WEIR_TYPE_VARBINARY;
        *out = weir_type_with(id, WR_MAX(a.length, b.length), 0, true);
        return true;
    }
    if (weir_type_is_timestamp(a) && weir_type_is_timestamp(b)) {
        weir_type_id id = a.length == b.length ? (weir_type_id)a.id : (weir_type_id)b.id; /* as Flink's planner has it */
        if (merge && a.id != b.id)
            id = WEIR_TYPE_TIMESTAMP_LTZ;
        *out = weir_type_with(id, WR_MAX(a.length, b.length), 0, true);
        return true;
    }
    if (merge && a.id != b.id && (a.id == WEIR_TYPE_TIMESTAMP || b.id == WEIR_TYPE_TIMESTAMP)) { /* cut to the DATE or TIME */
        *out = type_nullable(a.id == WEIR_TYPE_TIMESTAMP ? b : a, true);
        return out->id == WEIR_TYPE_DATE || out->id == WEIR_TYPE_TIME;
    }
    if (a.id == WEIR_TYPE_TIME && b.id == WEIR_TYPE_TIME) {
        *out = weir_type_with(WEIR_TYPE_TIME, WR_MAX(a.length, b.length), 0, true);
        return true;
    }
    if (weir_type_is_nested(a) && a.id == b.id)
        return common_parts(arena, a, b, merge, out);
    *out = type_nullable(a, true);
    return weir_type_same(a, b);
}

static bool common_of(struct weir_arena *arena, const weir_type *types, uint32_t count, bool merge, weir_type *out) {
    bool      nullable = false, found = false;
    weir_type common = weir_type_of(WEIR_TYPE_NULL, true);
    for (uint32_t i = 0; i < count; i++) {
        nullable |= types[i].nullable || types[i].id == WEIR_TYPE_NULL;
        if (types[i].id == WEIR_TYPE_NULL)
            continue;
        if (!found)
            common = type_nullable(types[i], true);
        else if (!common_of_two(arena, common, types[i], merge, &common))
            return false;
        found = true;
    }
    *out = common;
    out->nullable = nullable;
    return count != 0;
}

bool wr_common_type(struct weir_arena *arena, const weir_type *types, uint32_t count, weir_type *out) {
    return common_of(arena, types, count, false, out);
}

bool wr_merged_type(struct weir_arena *arena, const weir_type *types, uint32_t count, weir_type *out) {
    return common_of(arena, types, count, true, out);
}
