/* connect/datagen.c - makes rows up: random values and sequences.
 *
 * One split. The value of a column in row i is a function of the seed, the column's name and i (a counter through a
 * mixing function), and so are the parts of values with parts: element e counts as row i * length + e. So rows come out the same after a restore, at any parallelism and batch size, and in every run.
 * Dates and times are the exception: they are the time of making, as in Flink.
 * Bounded when number-of-rows is set or a field is a sequence; `rows-per-second` is kept by the runtime. */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/number.h"
#include "batch/nested.h"
#include "batch/vector.h"
#include "weir/connector.h"

#define POSITION_VERSION 1
#define LENGTH_DEFAULT   100u
#define COLLECTION_LENGTH_DEFAULT 3
#define LENGTH_MAX       (1 << 20)
#define MULTISET_COUNT_MAX 10

typedef struct generator {
    uint64_t  seed;         /* of the column                                         */
    bool      sequence;
    uint64_t  null_below;   /* hashes below it are NULL                              */
    int64_t   min, max;     /* integers; sequence: start and end                     */
    double    real_min, real_max;
    uint32_t  length;
    bool      var_length;
    int64_t   max_past_ms;
    weir_type type;
    struct generator *parts; /* ARRAY: the element; MULTISET: element and count; MAP: key and value; ROW: its fields. NULL: no parts */
    uint32_t  part_count;    /* `length` is that of the collection                   */
} generator;

typedef struct datagen_reader {
    const weir_table_info *table;
    wr_arena   *arena;
    generator  *generators;
    uint64_t    row_count;    /* UINT64_MAX: no end                                   */
    uint64_t    next;
    bool        has_split, finished;
    const char *split_id;
} datagen_reader;

/* ---- options of a field ---- */

static const char *field_option(const weir_table_info *table, const char *field, const char *key, wr_arena *arena) {
    return weir_options_text(table->options, wr_arena_printf(arena, "fields.%s.%s", field, key));
}

static weir_status bad_value(const weir_table_info *table, const char *field, const char *key, const char *value, const char *wanted, weir_error *err) {
    return weir_fail(err, WEIR_INVALID, "table '%s': 'fields.%s.%s' is '%s'; it must be %s", table->name, field, key, value, wanted);
}

static weir_status integer_option(const weir_table_info *table, const char *field, const char *key, wr_arena *arena, int64_t *value, weir_error *err) {
    const char *text = field_option(table, field, key, arena);
    if (text && !wr_parse_i64(text, strlen(text), value))
        return bad_value(table, field, key, text, "an integer", err);
    return WEIR_OK;
}

static weir_status real_option(const weir_table_info *table, const char *field, const char *key, wr_arena *arena, double *value, weir_error *err) {
    const char *text = field_option(table, field, key, arena);
    if (text && (!wr_parse_f64(text, strlen(text), value) || *value - *value != 0.0))
        return bad_value(table, field, key, text, "a number", err);
    return WEIR_OK;
}

static void integer_range(weir_type type, int64_t *min, int64_t *max) {
    bool tiny = type.id == WEIR_TYPE_TINYINT, small = type.id == WEIR_TYPE_SMALLINT, big = type.id == WEIR_TYPE_BIGINT || type.id == WEIR_TYPE_INTERVAL_DAY;
    *min = tiny ? INT8_MIN : small ? INT16_MIN : big ? INT64_MIN : INT32_MIN;
    *max = tiny ? INT8_MAX : small ? INT16_MAX : big ? INT64_MAX : INT32_MAX;
}

static weir_status random_range(const weir_table_info *table, const weir_field *field, wr_arena *arena, generator *g, weir_error *err) {
    weir_type type = field->type;
    if (weir_type_is_integer(type) || type.id == WEIR_TYPE_INTERVAL_DAY || type.id == WEIR_TYPE_INTERVAL_MONTH) {
        int64_t type_min, type_max;
        integer_range(type, &type_min, &type_max);
        g->min = type.id == WEIR_TYPE_INTERVAL_MONTH ? 0 : type_min;
        g->max = type.id == WEIR_TYPE_INTERVAL_MONTH ? 120000 : type_max;
        WEIR_TRY(integer_option(table, field->name, "min", arena, &g->min, err));
        WEIR_TRY(integer_option(table, field->name, "max", arena, &g->max, err));
        if (g->min > g->max || g->min < type_min || g->max > type_max)
            return weir_fail(err, WEIR_INVALID, "table '%s': 'fields.%s.min' to 'max' is %" PRId64 " to %" PRId64 ", which is no range of the column's type",
                             table->name, field->name, g->min, g->max);
    } else {
        g->real_min = 4.9E-324;
        g->real_max = type.id == WEIR_TYPE_FLOAT ? 3.4028234663852886E38 : 1.7976931348623157E308;
        if (type.id == WEIR_TYPE_DECIMAL) /* what fits the precision */
            g->real_max = wr_decimal_to_f64(wr_pow10_i128(type.length) - 1, type.scale);
        WEIR_TRY(real_option(table, field->name, "min", arena, &g->real_min, err));
        WEIR_TRY(real_option(table, field->name, "max", arena, &g->real_max, err));
        if (g->real_min > g->real_max)
            return weir_fail(err, WEIR_INVALID, "table '%s': 'fields.%s.min' is larger than its 'max'", table->name, field->name);
    }
    return WEIR_OK;
}

static weir_status generator_make(const weir_table_info *table, const weir_field *field, wr_arena *arena, generator *g, uint64_t *row_count, weir_error *err);

/* The generators of what is in a value; their names are paths: a.element, m.key, m.value, r.field. */
static weir_status parts_make(const weir_table_info *table, const weir_field *field, wr_arena *arena, generator *g, weir_error *err) {
    const weir_type type = field->type;
    int64_t         length = COLLECTION_LENGTH_DEFAULT;
    uint64_t        ignored = 0; /* parts are no sequences */
    g->part_count = type.id == WEIR_TYPE_MULTISET ? 2 : type.fields->field_count;
    g->parts      = wr_arena_calloc(arena, g->part_count + 1, sizeof(*g->parts));
    if (type.id != WEIR_TYPE_ROW) {
        WEIR_TRY(integer_option(table, field->name, "length", arena, &length, err));
        if (length < 0 || length > LENGTH_MAX)
            return bad_value(table, field->name, "length", field_option(table, field->name, "length", arena), "a count of elements, at most 1048576", err);
    }
    g->length = (uint32_t)length;
    for (uint32_t i = 0; i < type.fields->field_count; i++) {
        const weir_field *part = type.fields->fields + i;
        weir_field        named = {wr_arena_printf(arena, "%s.%s", field->name, part->name), part->type};
        WEIR_TRY(generator_make(table, &named, arena, g->parts + i, &ignored, err));
    }
    if (type.id == WEIR_TYPE_MULTISET)
        g->parts[1] = (generator){.seed = wr_hash_u64(g->seed), .type = wr_map_value_type(type), .min = 1, .max = MULTISET_COUNT_MAX};
    return WEIR_OK;
}

static weir_status generator_make(const weir_table_info *table, const weir_field *field, wr_arena *arena, generator *g, uint64_t *row_count, weir_error *err) {
    const char *kind = field_option(table, field->name, "kind", arena);
    const char *name = field->name;
    weir_type   type = field->type;
    memset(g, 0, sizeof(*g));
    g->type = type;
    g->seed = wr_hash_bytes(name, strlen(name)) ^ wr_hash_bytes(table->name, strlen(table->name)) * 3;
    if (kind && strcmp(kind, "random") != 0 && strcmp(kind, "sequence") != 0)
        return bad_value(table, name, "kind", kind, "random or sequence", err);
    double null_rate = 0;
    WEIR_TRY(real_option(table, name, "null-rate", arena, &null_rate, err));
    if (null_rate < 0 || null_rate > 1)
        return bad_value(table, name, "null-rate", field_option(table, name, "null-rate", arena), "between 0 and 1", err);
    g->null_below = null_rate >= 1 ? UINT64_MAX : (uint64_t)(null_rate * 18446744073709551616.0);
    if (kind && strcmp(kind, "sequence") == 0) {
        const char *start = field_option(table, name, "start", arena), *end = field_option(table, name, "end", arena);
        if (!start || !end)
            return weir_fail(err, WEIR_INVALID, "table '%s': a sequence needs 'fields.%s.start' and 'fields.%s.end'", table->name, name, name);
        if (!(weir_type_is_numeric(type) || weir_type_is_bytes(type) || type.id == WEIR_TYPE_BOOLEAN))
            return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': column '%s' cannot be a sequence; use a number or a string", table->name, name);
        WEIR_TRY(integer_option(table, name, "start", arena, &g->min, err));
        WEIR_TRY(integer_option(table, name, "end", arena, &g->max, err));
        if (g->min > g->max)
            return weir_fail(err, WEIR_INVALID, "table '%s': the sequence of '%s' ends before its start", table->name, name);
        uint64_t count = (uint64_t)g->max - (uint64_t)g->min;
        *row_count     = WR_MIN(*row_count, count == UINT64_MAX ? count : count + 1);
        g->sequence    = true;
        return WEIR_OK;
    }
    if (weir_type_is_nested(type))
        return parts_make(table, field, arena, g, err);
    if (weir_type_is_numeric(type) || type.id == WEIR_TYPE_INTERVAL_DAY || type.id == WEIR_TYPE_INTERVAL_MONTH)
        return random_range(table, field, arena, g, err);
    if (weir_type_is_bytes(type)) {
        int64_t length = type.length == WEIR_STRING_LENGTH_MAX ? LENGTH_DEFAULT : type.length;
        WEIR_TRY(integer_option(table, name, "length", arena, &length, err));
        if (length < 0 || length > type.length || length > LENGTH_MAX)
            return bad_value(table, name, "length", field_option(table, name, "length", arena), "at most the column's length, and at most 1048576", err);
        g->length       = (uint32_t)length;
        const char *var = field_option(table, name, "var-len", arena);
        if (var && !wr_parse_bool(var, strlen(var), &g->var_length))
            return bad_value(table, name, "var-len", var, "true or false", err);
        return WEIR_OK;
    }
    const char *past = field_option(table, name, "max-past", arena);
    int64_t     past_ns = 0;
    if (past && !wr_parse_duration_ns(past, strlen(past), &past_ns))
        return bad_value(table, name, "max-past", past, "a duration such as '5 min'", err);
    g->max_past_ms = past_ns / 1000000;
    if (weir_type_width(type) == 0 || type.id == WEIR_TYPE_VARIANT) {
        char text[256];
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': values for column '%s' of type %s cannot be made up yet", table->name, name,
                         weir_type_text(type, text, sizeof(text)));
    }
    return WEIR_OK;
}

static weir_status generators_make(const weir_table_info *table, wr_arena *arena, generator **out, uint64_t *row_count, weir_error *err) {
    const weir_schema *schema = table->schema;
    generator *generators = wr_arena_calloc(arena, schema->field_count + 1, sizeof(*generators));
    int64_t    wanted = weir_options_int(table->options, "number-of-rows", -1);
    *row_count = wanted >= 0 ? (uint64_t)wanted : UINT64_MAX;
    for (uint32_t c = 0; c < schema->field_count; c++)
        WEIR_TRY(generator_make(table, schema->fields + c, arena, generators + c, row_count, err));
    *out = generators;
    return WEIR_OK;
}

/* The type that a path leads to, of a field of `fields`: r.x, a.element. *inside: it is a part of another. */
static bool path_find(const weir_schema *fields, const char *path, size_t size, weir_type *type, bool *inside) {
    for (uint32_t c = 0; c < fields->field_count; c++) {
        const weir_field *field = fields->fields + c;
        const size_t      length = strlen(field->name);
        if (length > size || memcmp(field->name, path, length) != 0)
            continue;
        if (length == size) {
            *type = field->type;
            return true;
        }
        if (path[length] != '.' || !weir_type_is_nested(field->type))
            continue;
        *inside = true;
        if (path_find(field->type.fields, path + length + 1, size - length - 1, type, inside))
            return true;
    }
    return false;
}

/* Every fields.* option names a column of the table, or a part of one, and a key that it has. */
static weir_status field_names_check(const weir_table_info *table, weir_error *err) {
    static const char *const keys[] = {"kind", "null-rate", "length", "min", "max", "max-past", "start", "end", "var-len"};
    for (uint32_t i = 0; i < table->options->count; i++) {
        const weir_option *option = table->options->items + i;
        const char        *dot    = strrchr(option->name, '.');
        bool               known  = false, inside = false;
        weir_type          type;
        if (strncmp(option->name, "fields.", 7) != 0 || dot <= option->name + 6)
            continue;
        if (!path_find(table->schema, option->name + 7, (size_t)(dot - option->name - 7), &type, &inside))
            return weir_fail_at(err, WEIR_INVALID, option->line, option->column, "table '%s' has no column '%.*s' ('%s')", table->name,
                                (int)(dot - option->name - 7), option->name + 7, option->name);
        const size_t count = type.id == WEIR_TYPE_ROW ? 2 : weir_type_is_nested(type) ? 3 : WR_COUNT_OF(keys);
        for (size_t k = inside; k < count; k++) /* only columns can be sequences */
            known |= strcmp(dot + 1, keys[k]) == 0;
        if (!known)
            return weir_fail_at(err, WEIR_INVALID, option->line, option->column, "table '%s': unknown option '%s'; %s", table->name, option->name,
                                type.id == WEIR_TYPE_ROW       ? "a ROW has null-rate, its fields have their own: fields.r.x.min"
                                : weir_type_is_nested(type)    ? "a collection has length and null-rate, what is in it its own: fields.a.element.min, fields.m.key.length"
                                : inside                       ? "parts of a value have min, max, max-past, length, null-rate and var-len"
                                                               : "fields have kind, min, max, max-past, length, start, end, null-rate and var-len");
    }
    return WEIR_OK;
}

static weir_status datagen_check(const weir_table_info *table, weir_error *err) {
    wr_arena   *arena = wr_arena_create(0);
    generator  *generators;
    uint64_t    row_count;
    weir_status status = field_names_check(table, err);
    if (status == WEIR_OK)
        status = generators_make(table, arena, &generators, &row_count, err);
    wr_arena_destroy(arena);
    return status;
}

/* ---- values ---- */

static inline uint64_t mix(const generator *g, uint64_t row) { return wr_hash_u64(g->seed + (row + 1) * 0x9e3779b97f4a7c15ULL); }

static inline uint64_t below(uint64_t random, uint64_t limit) { /* 0: the full range */
    return limit == 0 ? random : (uint64_t)((wr_uint128)random * limit >> 64);
}

static inline double unit(uint64_t random) { return (double)(random >> 11) * 0x1.0p-53; }

static void integers_fill(const generator *g, weir_vector *vector, uint64_t first, uint32_t from, uint32_t count) {
    uint32_t width = weir_type_width(vector->type);
    uint64_t range = (uint64_t)g->max - (uint64_t)g->min + 1;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t offset = g->sequence ? first + i : below(mix(g, first + i), range);
        int64_t  value  = (int64_t)((uint64_t)g->min + offset);
        memcpy((char *)vector->data + (size_t)(from + i) * width, &value, width); /* little-endian */
    }
}

static void reals_fill(const generator *g, weir_vector *vector, uint64_t first, uint32_t from, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        uint64_t row   = first + i;
        double   share = unit(mix(g, row));
        double   value = g->sequence ? (double)(g->min + (int64_t)row) : g->real_min * (1 - share) + g->real_max * share;
        uint32_t at    = from + i;
        if (vector->type.id == WEIR_TYPE_FLOAT) {
            ((float *)vector->data)[at] = (float)value;
        } else if (vector->type.id == WEIR_TYPE_DOUBLE) {
            ((double *)vector->data)[at] = value;
        } else {
            wr_int128 unscaled;
            bool fits = g->sequence ? wr_decimal_rescale(g->min + (int64_t)row, 0, vector->type.length, vector->type.scale, &unscaled)
                                    : wr_decimal_from_f64(value, vector->type.length, vector->type.scale, &unscaled);
            if (!fits) {
                vector->nulls[at] = 1;
                vector->has_nulls = true;
            } else if (weir_type_is_wide_decimal(vector->type)) {
                ((wr_int128 *)vector->data)[at] = unscaled;
            } else {
                ((int64_t *)vector->data)[at] = (int64_t)unscaled;
            }
        }
    }
}

static void bytes_fill(const generator *g, weir_vector *vector, wr_arena *strings, uint64_t first, uint32_t from, uint32_t count) {
    static const char hex[] = "0123456789abcdef";
    bool text = weir_type_is_string(vector->type);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t random = mix(g, first + i);
        uint32_t size   = g->var_length && g->length > 0 ? 1 + (uint32_t)below(wr_hash_u64(random + 7), g->length) : g->length;
        char    *out    = NULL;
        if (g->sequence) {
            uint64_t value = (uint64_t)g->min + first + i;
            out            = wr_arena_alloc(strings, WR_NUMBER_TEXT_MAX);
            if (text) {
                size = (uint32_t)wr_format_i64((int64_t)value, out);
            } else { /* big-endian, as Java writes a long */
                size = 8;
                for (int b = 0; b < 8; b++)
                    out[b] = (char)(value >> (56 - 8 * b));
            }
        } else {
            out = wr_arena_alloc(strings, size + 8);
            for (uint32_t at = 0; at < size; at += text ? 16 : 8) {
                uint64_t word = wr_hash_u64(random + at);
                uint32_t part = WR_MIN(size - at, text ? 16u : 8u);
                for (uint32_t b = 0; b < part; b++)
                    out[at + b] = (char)(text ? (uint64_t)hex[word >> (b * 4) & 15] : word >> (b * 8));
            }
        }
        ((weir_string *)vector->data)[from + i] = weir_string_view(out, size);
    }
}

static void times_fill(const generator *g, const wr_env *env, weir_vector *vector, uint64_t first, uint32_t from, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        int64_t  now = env->wall_ms(env->self);
        uint32_t at  = from + i;
        if (g->max_past_ms > 0)
            now -= (int64_t)below(mix(g, first + i), (uint64_t)g->max_past_ms);
        int64_t days = now >= 0 ? now / 86400000 : -((86399999 - now) / 86400000);
        if (vector->type.id == WEIR_TYPE_DATE)
            ((int32_t *)vector->data)[at] = (int32_t)days;
        else if (vector->type.id == WEIR_TYPE_TIME)
            ((int32_t *)vector->data)[at] = (int32_t)(now - days * 86400000) / 1000 * 1000;
        else if (weir_type_is_wide_time(vector->type))
            ((wr_timestamp *)vector->data)[at] = (wr_timestamp){.ms = now};
        else
            ((int64_t *)vector->data)[at] = now;
    }
}

static void column_fill(const wr_env *env, const generator *g, weir_vector *vector, uint64_t first, uint32_t from, uint32_t count);

/* One value, number `index` of its generator. */
static weir_value value_make(const wr_env *env, const generator *g, uint64_t index, wr_arena *strings) {
    wr_int128         room = 0; /* a column of one row, of any type */
    uint8_t           is_null = 0;
    weir_vector       vector = {.type = g->type, .data = &room, .nulls = &is_null, .strings = strings};
    const weir_column column = {.type = g->type, .data = &room, .nulls = &is_null};
    column_fill(env, g, &vector, index, 0, 1);
    return wr_column_value(&column, 0);
}

static void nested_fill(const wr_env *env, const generator *g, weir_vector *vector, uint64_t first, uint32_t from, uint32_t count) {
    const bool     is_row = g->type.id == WEIR_TYPE_ROW, is_array = g->type.id == WEIR_TYPE_ARRAY;
    const uint32_t parts = is_row ? g->part_count : g->length;
    weir_value    *values = wr_calloc((size_t)parts * 2 + 1, sizeof *values), *seconds = values + parts;
    weir_error     err;
    for (uint32_t i = 0; i < count; i++) {
        weir_string *out = (weir_string *)vector->data + from + i;
        for (uint32_t k = 0; k < parts; k++) {
            const uint64_t index = is_row ? first + i : (first + i) * parts + k;
            values[k] = value_make(env, &g->parts[is_row ? k : 0], index, vector->strings);
            if (!is_row && !is_array)
                seconds[k] = value_make(env, &g->parts[1], index, vector->strings);
        }
        weir_status status = is_row     ? wr_row_make(g->type, values, vector->strings, out, &err)
                             : is_array ? wr_array_make(g->type, values, parts, vector->strings, out, &err)
                                        : wr_map_of(g->type, values, seconds, parts, vector->strings, out, &err);
        if (status != WEIR_OK) { /* too large for a value */
            vector->nulls[from + i] = 1;
            vector->has_nulls       = true;
        }
    }
    wr_free(values);
}

static void column_fill(const wr_env *env, const generator *g, weir_vector *vector, uint64_t first, uint32_t from, uint32_t count) {
    weir_type type = vector->type;
    if (!vector->has_nulls)
        memset(vector->nulls, 0, from + count);
    else
        memset(vector->nulls + from, 0, count);
    if (type.id == WEIR_TYPE_BOOLEAN) {
        for (uint32_t i = 0; i < count; i++)
            ((uint8_t *)vector->data)[from + i] = mix(g, first + i) & 1;
    } else if (weir_type_is_integer(type) || type.id == WEIR_TYPE_INTERVAL_DAY || type.id == WEIR_TYPE_INTERVAL_MONTH) {
        integers_fill(g, vector, first, from, count);
    } else if (weir_type_is_numeric(type)) {
        reals_fill(g, vector, first, from, count);
    } else if (weir_type_is_nested(type)) {
        WR_ASSERT(vector->strings != NULL);
        nested_fill(env, g, vector, first, from, count);
    } else if (weir_type_is_bytes(type)) {
        WR_ASSERT(vector->strings != NULL);
        bytes_fill(g, vector, vector->strings, first, from, count);
    } else {
        times_fill(g, env, vector, first, from, count);
    }
    if (g->null_below == 0)
        return;
    for (uint32_t i = 0; i < count; i++)
        if (g->null_below == UINT64_MAX || wr_hash_u64(mix(g, first + i) ^ 0x5bd1e995) < g->null_below) {
            vector->nulls[from + i] = 1;
            vector->has_nulls       = true;
        }
}

/* ---- the source ---- */

static bool datagen_bounded(const weir_table_info *table) {
    for (uint32_t i = 0; i < table->options->count; i++) {
        const weir_option *option = table->options->items + i;
        const char        *dot    = strrchr(option->name, '.');
        if (strcmp(option->name, "number-of-rows") == 0)
            return true;
        if (dot && strncmp(option->name, "fields.", 7) == 0 && strcmp(dot, ".kind") == 0 && strcmp(option->value, "sequence") == 0)
            return true;
    }
    return false;
}

static weir_status datagen_discover(const weir_table_info *table, struct weir_arena *arena, weir_split **splits, uint32_t *count, weir_error *err) {
    (void)table, (void)err;
    *splits      = wr_arena_calloc(arena, 1, sizeof(**splits));
    (*splits)[0] = (weir_split){.id = "rows"};
    *count       = 1;
    return WEIR_OK;
}

static weir_status datagen_open(const weir_table_info *table, uint32_t worker, uint32_t worker_count, void **out, weir_error *err) {
    (void)worker, (void)worker_count;
    wr_arena       *arena  = wr_arena_create(0);
    datagen_reader *reader = wr_arena_calloc(arena, 1, sizeof(*reader));
    reader->table = table;
    reader->arena = arena;
    weir_status status = generators_make(table, arena, &reader->generators, &reader->row_count, err);
    if (status != WEIR_OK) {
        wr_arena_destroy(arena);
        return status;
    }
    *out = reader;
    return WEIR_OK;
}

static bool position_read(weir_bytes bytes, uint64_t *next) {
    wr_reader in      = wr_reader_of(bytes.data, bytes.size);
    uint8_t   version = wr_reader_u8(&in);
    *next             = wr_reader_u64(&in);
    return version == POSITION_VERSION && !in.failed;
}

static bool datagen_describe(weir_bytes position, struct wr_buffer *out) {
    uint64_t next;
    if (!position_read(position, &next))
        return false;
    wr_buffer_printf(out, "row %" PRIu64, next);
    return true;
}

static weir_status datagen_add_split(void *context, const weir_split *split, weir_error *err) {
    datagen_reader *reader = context;
    WR_ASSERT(!reader->has_split);
    reader->has_split = true;
    reader->split_id  = wr_arena_strdup(reader->arena, split->id);
    reader->finished  = split->finished;
    if (split->position.size != 0 && !position_read(split->position, &reader->next))
        return weir_fail(err, WEIR_CORRUPT, "table '%s': the saved position is damaged or of another version of Weir", reader->table->name);
    return WEIR_OK;
}

static weir_status datagen_batch(void *context, weir_decode_out *out, uint32_t *split, weir_poll *poll, weir_error *err) {
    (void)err;
    datagen_reader *reader = context;
    *split = 0;
    *poll  = WEIR_POLL_END;
    if (!reader->has_split || reader->finished || reader->next >= reader->row_count) {
        reader->finished = reader->has_split;
        return WEIR_OK;
    }
    uint64_t left  = reader->row_count - reader->next;
    uint32_t room  = out->row_limit - out->row_count;
    uint32_t count = left < room ? (uint32_t)left : room;
    for (uint32_t c = 0; c < reader->table->schema->field_count; c++)
        if (out->vectors[c].data)
            column_fill(reader->table->env, reader->generators + c, out->vectors + c, reader->next, out->row_count, count);
    out->row_count += count;
    reader->next += count;
    *poll = WEIR_POLL_DATA;
    return WEIR_OK;
}

static weir_status datagen_positions(void *context, struct weir_arena *arena, weir_split **splits, uint32_t *count, weir_error *err) {
    (void)err;
    datagen_reader *reader = context;
    *count = reader->has_split;
    if (!reader->has_split)
        return WEIR_OK;
    wr_buffer out = {0};
    wr_buffer_u8(&out, POSITION_VERSION);
    wr_buffer_u64(&out, reader->next);
    *splits      = wr_arena_calloc(arena, 1, sizeof(**splits));
    (*splits)[0] = (weir_split){.id = wr_arena_strdup(arena, reader->split_id), .position = {wr_arena_strndup(arena, out.data, out.size), out.size},
                                .finished = reader->finished || reader->next >= reader->row_count};
    wr_buffer_free(&out);
    return WEIR_OK;
}

static bool datagen_backlog(void *context, weir_backlog *left) {
    const datagen_reader *reader = context;
    if (!datagen_bounded(reader->table))
        return false;
    if (reader->has_split && !reader->finished && reader->next < reader->row_count)
        left->rows += reader->row_count - reader->next;
    return true;
}

static void datagen_close(void *context) { wr_arena_destroy(((datagen_reader *)context)->arena); }

static const weir_option_spec options[] = {
    {"rows-per-second", WEIR_OPT_INT, false, "10000", "how fast rows are made"},
    {"number-of-rows", WEIR_OPT_INT, false, NULL, "how many; unset: without end"},
    {"scan.parallelism", WEIR_OPT_INT, false, NULL, WEIR_OPT_NO_EFFECT "one worker makes the rows"},
    {"fields.#.kind", WEIR_OPT_STRING, false, "random", "random or sequence"},
    {"fields.#.min", WEIR_OPT_STRING, false, NULL, "smallest random value"},
    {"fields.#.max", WEIR_OPT_STRING, false, NULL, "largest random value"},
    {"fields.#.max-past", WEIR_OPT_STRING, false, NULL, "timestamps lie at most this far back"},
    {"fields.#.length", WEIR_OPT_STRING, false, NULL, "of random strings and bytes, 100 for STRING and BYTES; of arrays, maps and multisets, 3"},
    {"fields.#.var-len", WEIR_OPT_STRING, false, NULL, "lengths vary from 1 up"},
    {"fields.#.start", WEIR_OPT_STRING, false, NULL, "first value of a sequence"},
    {"fields.#.end", WEIR_OPT_STRING, false, NULL, "last value of a sequence"},
    {"fields.#.null-rate", WEIR_OPT_STRING, false, NULL, "share of NULLs"},
    {NULL, WEIR_OPT_STRING, false, NULL, NULL},
};

static const weir_source datagen_source = {
    .abi            = sizeof(weir_source),
    .replayable     = true,
    .yields_batches = true,
    .bounded        = datagen_bounded,
    .discover       = datagen_discover,
    .open           = datagen_open,
    .add_split      = datagen_add_split,
    .batch          = datagen_batch,
    .positions      = datagen_positions,
    .describe       = datagen_describe,
    .backlog        = datagen_backlog,
    .close          = datagen_close,
};

const weir_connector weir_connector_datagen = {
    .abi     = sizeof(weir_connector),
    .name    = "datagen",
    .options = options,
    .check   = datagen_check,
    .source  = &datagen_source,
};
