/* func/temporal_text.c - times as text and texts as times. */
#include "func/temporal.h"
#include "func/time_pattern.h"

/* ---- patterns ---- */

static const char default_pattern[] = "yyyy-MM-dd HH:mm:ss";

/* What prepare makes: the zone, and the pattern where it is a literal. */
typedef struct text_call {
    const wr_zone         *zone;
    wr_time_dialect        dialect;
    const wr_time_pattern *pattern;
    const wr_time_pattern *plain;   /* the default one of SimpleDateFormat */
    wr_arena              *scratch; /* for patterns that change from row to row; NULL: not needed yet */
} text_call;

static weir_status make_pattern(wr_arena *arena, const weir_string *text, wr_time_dialect dialect, weir_status status,
                                const wr_time_pattern **pattern, weir_error *err) {
    return wr_time_pattern_make(arena, weir_string_data(text), text->size, dialect, status, pattern, err);
}

static weir_status prepare_text(weir_call *call, wr_time_dialect dialect, weir_error *err) {
    const weir_string plain = weir_string_view(default_pattern, sizeof(default_pattern) - 1);
    text_call        *made = wr_arena_calloc(call->arena, 1, sizeof(*made));
    call->prepared = made;
    made->dialect = dialect;
    WEIR_TRY(wr_time_zone_of(call, &made->zone, err));
    return make_pattern(call->arena, &plain, WR_TIME_SIMPLE, WEIR_INVALID, &made->plain, err);
}

/* Pattern in argument 1, or the default when it is absent. */
static weir_status prepare_pattern(weir_call *call, wr_time_dialect dialect, weir_error *err) {
    weir_string text;
    WEIR_TRY(prepare_text(call, dialect, err));
    text_call *made = call->prepared;
    if (call->arg_count < 2)
        made->pattern = made->plain;
    else if (literal_text(call->literals, 1, &text))
        return make_pattern(call->arena, &text, dialect, WEIR_INVALID, &made->pattern, err);
    return WEIR_OK;
}

static weir_status prepare_simple(weir_call *call, weir_error *err) {
    return prepare_pattern(call, WR_TIME_SIMPLE, err);
}
static weir_status prepare_modern(weir_call *call, weir_error *err) {
    return prepare_pattern(call, WR_TIME_MODERN_PARSE, err);
}
static weir_status prepare_date_format(weir_call *call, weir_error *err) {
    return prepare_pattern(call, weir_type_is_string(call->arg_types[0]) ? WR_TIME_SIMPLE : WR_TIME_MODERN_FORMAT, err);
}

static void release_text(weir_call *call) {
    text_call *made = call->prepared;
    if (made)
        wr_arena_destroy(made->scratch);
}

static weir_status row_pattern(const weir_call *call, const weir_column *args, uint32_t row, const wr_time_pattern **pattern,
                               weir_error *err) {
    text_call *made = call->prepared;
    *pattern = made->pattern;
    if (*pattern)
        return WEIR_OK;
    if (made->scratch == NULL)
        made->scratch = wr_arena_create(0);
    wr_arena_reset(made->scratch);
    return make_pattern(made->scratch, &strings_of(&args[1])[row], made->dialect, WEIR_DATA, pattern, err);
}

static weir_status put_local(const wr_time_pattern *pattern, wr_timestamp local, weir_vector *out, uint32_t row, weir_error *err) {
    char        *room = wr_string_room(out, wr_time_pattern_room(pattern));
    const size_t size = wr_time_format(pattern, local, room);
    if (size == SIZE_MAX)
        return weir_fail(err, WEIR_DATA, "DATE_FORMAT: the time does not fit into the width that 'p' asks for");
    ((weir_string *)out->data)[row] = weir_string_view(room, size);
    return WEIR_OK;
}

static weir_status put_instant(const wr_time_pattern *pattern, int64_t instant_ms, const wr_zone *zone, weir_vector *out, uint32_t row,
                               weir_error *err) {
    char        *room = wr_string_room(out, wr_time_pattern_room(pattern));
    const size_t size = wr_time_format_simple(pattern, instant_ms, zone, room);
    if (size == SIZE_MAX)
        return weir_fail(err, WEIR_UNSUPPORTED, "the time zone of the session has no name for 'z' in a pattern; ask for its offset: 'Z' or 'X'");
    ((weir_string *)out->data)[row] = weir_string_view(room, size);
    return WEIR_OK;
}

static bool parse_simple(const wr_time_pattern *pattern, const weir_string *text, const wr_zone *zone, int64_t *instant_ms) {
    return wr_time_parse_simple(pattern, weir_string_data(text), text->size, zone, instant_ms);
}

static bool parse_modern(const wr_time_pattern *pattern, const weir_string *text, wr_timestamp *local) {
    return wr_time_parse(pattern, weir_string_data(text), text->size, local);
}

static bool parse_default(const weir_string *text, wr_timestamp *local) {
    return wr_text_to_timestamp(weir_string_data(text), text->size, local);
}

static weir_status infer_date_format(weir_infer *call, weir_error *err) {
    const char *takes = "a TIMESTAMP or text, and a pattern";
    if (call->arg_count == 2 && weir_type_is_string(call->arg_types[0]))
        WEIR_TRY(wr_infer_params(call, "ss", false, takes, err));
    else
        WEIR_TRY(wr_infer_params(call, "ps", false, takes, err));
    call->result = type_string(true);
    return WEIR_OK;
}

/* A text is a time of UTC in the default pattern. */
static weir_status date_format(const weir_call *call, const weir_column *args, weir_rows rows,
                               weir_vector *out, weir_error *err) {
    const text_call *how = call->prepared;
    const wr_zone   *utc = wr_zone_utc();
    const bool       texts = weir_type_is_string(args[0].type);
    WR_EACH(i, rows, const wr_time_pattern *pattern; int64_t instant_ms;
            WEIR_TRY(row_pattern(call, args, i, &pattern, err));
            if (!texts) WEIR_TRY(put_local(pattern, wr_wall_clock(&args[0], i, how->zone), out, i, err));
            else if (parse_simple(how->plain, &strings_of(&args[0])[i], utc, &instant_ms))
                WEIR_TRY(put_instant(pattern, instant_ms, utc, out, i, err));
            else set_null(out, i););
    return WEIR_OK;
}

/* ---- texts to times ---- */

/* java.sql.Timestamp.valueOf and Date.valueOf, where Flink falls back to them. */
static bool parse_fallback(const weir_string *text, wr_timestamp *local) {
    const char *data = weir_string_data(text);
    size_t      size = text->size;
    while (size && data[0] == ' ')
        data++, size--;
    while (size && data[size - 1] == ' ')
        size--;
    return wr_text_to_timestamp(data, size, local);
}

static weir_status infer_to_timestamp(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s?s", false, "a text and maybe a pattern", err));
    call->result = weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true);
    return WEIR_OK;
}

static weir_status to_timestamp(const weir_call *call, const weir_column *args, weir_rows rows,
                                weir_vector *out, weir_error *err) {
    WR_EACH(i, rows, const weir_string *text = &strings_of(&args[0])[i]; wr_timestamp local = {0, 0, 0}; bool good;
            if (call->arg_count == 1) {
                good = parse_default(text, &local);
            } else {
                const wr_time_pattern *pattern;
                WEIR_TRY(row_pattern(call, args, i, &pattern, err));
                good = parse_modern(pattern, text, &local) || parse_fallback(text, &local);
            }
            if (good) timestamp_put(out, i, local);
            else set_null(out, i););
    return WEIR_OK;
}

static weir_status infer_to_date(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s?s", false, "a text and maybe a pattern", err));
    call->result = weir_type_of(WEIR_TYPE_DATE, true);
    return WEIR_OK;
}

static weir_status to_date(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    WR_EACH(i, rows, const weir_string *text = &strings_of(&args[0])[i]; int32_t days = 0; bool good;
            if (call->arg_count == 1) {
                good = wr_text_to_date(weir_string_data(text), text->size, &days);
            } else {
                const wr_time_pattern *pattern;
                int64_t instant_ms = 0;
                WEIR_TRY(row_pattern(call, args, i, &pattern, err));
                good = parse_simple(pattern, text, wr_zone_utc(), &instant_ms);
                days = (int32_t)floor_div(instant_ms, DAY_MS);
            }
            if (good) integer_put(out, i, days);
            else set_null(out, i););
    return WEIR_OK;
}

static weir_status infer_to_ltz(weir_infer *call, weir_error *err) {
    const char *takes = "a number and a precision (0: seconds, 3: milliseconds), or a text, a pattern and a time zone";
    weir_type   first = call->arg_count ? call->arg_types[0] : weir_type_of(WEIR_TYPE_NULL, true);
    if (weir_type_is_string(first)) {
        WEIR_TRY(wr_infer_params(call, "s?ss", false, takes, err));
    } else {
        WEIR_TRY(wr_infer_params(call, weir_type_is_integer(first) || first.id == WEIR_TYPE_NULL ? "l?i" : "d?i", false, takes, err));
        if (first.id == WEIR_TYPE_DECIMAL) /* what is behind the point does not count */
            call->param_types[0] = weir_type_of(WEIR_TYPE_BIGINT, first.nullable);
        int64_t precision = 3;
        bool    null = call->arg_count == 2 && call->literals[1] && call->literals[1]->is_null;
        if (call->arg_count == 2 && !null && (!literal_integer(call, 1, &precision) || (precision != 0 && precision != 3)))
            return weir_fail(err, WEIR_INVALID, "%s: the precision is 0 (seconds) or 3 (milliseconds)", call->name);
    }
    call->result = weir_type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0, true);
    return WEIR_OK;
}

/* A literal pattern or zone that is none gives NULL for every row, as in Flink: then pattern or zone is NULL. */
static weir_status prepare_to_ltz(weir_call *call, weir_error *err) {
    weir_string text, name = weir_string_view("UTC", 3);
    weir_error  ignored;
    WEIR_TRY(prepare_text(call, WR_TIME_MODERN_PARSE, err));
    if (!weir_type_is_string(call->arg_types[0]))
        return WEIR_OK;
    text_call *made = call->prepared;
    if (call->arg_count > 1 && literal_text(call->literals, 1, &text) &&
        make_pattern(call->arena, &text, WR_TIME_MODERN_PARSE, WEIR_INVALID, &made->pattern, &ignored) != WEIR_OK)
        made->pattern = NULL;
    if (call->arg_count == 3 && !literal_text(call->literals, 2, &name) && !(call->literals[2] && call->literals[2]->is_null))
        return weir_fail(err, WEIR_UNSUPPORTED, "TO_TIMESTAMP_LTZ: the time zone must be a literal");
    made->zone = wr_zone_find(call->arena, weir_string_data(&name), name.size);
    return WEIR_OK;
}

/* In the pattern of this row, or else as a text without pattern is read. */
static bool parse_with_pattern(const weir_call *call, const weir_column *args, uint32_t row, const weir_string *text, wr_timestamp *local) {
    const text_call       *how = call->prepared;
    const wr_time_pattern *pattern = how->pattern;
    weir_error             ignored;
    if (pattern == NULL && (call->literals[1] != NULL || row_pattern(call, args, row, &pattern, &ignored) != WEIR_OK))
        return false;
    return parse_modern(pattern, text, local) || parse_fallback(text, local);
}

/* Instants of the years 0 to 9999, which a DOUBLE holds exactly; NULL beyond them. */
static void put_epoch(weir_vector *out, uint32_t row, double ms) {
    if (ms >= -62167219200000.0 && ms <= 253402300799999.0)
        ((int64_t *)out->data)[row] = (int64_t)ms;
    else
        set_null(out, row);
}

static weir_status to_timestamp_ltz(const weir_call *call, const weir_column *args, weir_rows rows,
                                    weir_vector *out, weir_error *err) {
    const text_call *how = call->prepared;
    int64_t        *values = out->data;
    if (weir_type_is_string(args[0].type)) {
        WR_EACH(i, rows, const weir_string *text = &strings_of(&args[0])[i]; wr_timestamp local = {0, 0, 0};
                if (call->arg_count == 1 && !parse_default(text, &local))
                    return weir_fail(err, WEIR_DATA, "TO_TIMESTAMP_LTZ: '%.*s' is not a time such as 2024-01-31 12:00:00",
                                     (int)WR_MIN(text->size, 100u), weir_string_data(text));
                if (how->zone == NULL || (call->arg_count > 1 && !parse_with_pattern(call, args, i, text, &local)))
                    set_null(out, i);
                else
                    values[i] = wr_zone_instant_ms(how->zone, local.ms););
        return WEIR_OK;
    }
    const double factor = call->arg_count == 2 && integer_at(&args[1], rows.indexes ? rows.indexes[0] : 0) == 0 ? 1000 : 1;
    if (args[0].type.id == WEIR_TYPE_BIGINT) {
        WR_EACH(i, rows, put_epoch(out, i, (double)((const int64_t *)args[0].data)[i] * factor););
    } else {
        WR_EACH(i, rows, put_epoch(out, i, ((const double *)args[0].data)[i] * factor););
    }
    return WEIR_OK;
}

/* ---- seconds since 1970 ---- */

static weir_status infer_from_unixtime(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "l?s", false, "seconds since 1970 and maybe a pattern", err));
    call->result = type_string(true);
    return WEIR_OK;
}

static weir_status from_unixtime(const weir_call *call, const weir_column *args, weir_rows rows,
                                 weir_vector *out, weir_error *err) {
    const text_call *how = call->prepared;
    const int64_t  *seconds = args[0].data;
    WR_EACH(i, rows, const wr_time_pattern *pattern; WEIR_TRY(row_pattern(call, args, i, &pattern, err));
            if (seconds[i] > 31556889864403199 || seconds[i] < -31556889864403199) set_null(out, i);
            else WEIR_TRY(put_instant(pattern, (int64_t)((uint64_t)seconds[i] * 1000), how->zone, out, i, err)););
    return WEIR_OK;
}

static weir_status infer_unix_timestamp(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "?ss", false, "nothing, or a text and maybe a pattern", err));
    call->result = weir_type_of(WEIR_TYPE_BIGINT, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status unix_timestamp(const weir_call *call, const weir_column *args, weir_rows rows,
                                  weir_vector *out, weir_error *err) {
    const text_call *how = call->prepared;
    int64_t        *values = out->data;
    if (call->arg_count == 0) {
        int64_t seconds = floor_div(wr_call_now_ms(call), 1000);
        WR_EACH(i, rows, values[i] = seconds;);
        return WEIR_OK;
    }
    WR_EACH(i, rows, const wr_time_pattern *pattern; int64_t instant_ms;
            WEIR_TRY(row_pattern(call, args, i, &pattern, err));
            values[i] = parse_simple(pattern, &strings_of(&args[0])[i], how->zone, &instant_ms)
                            ? floor_div(instant_ms, 1000)
                            : INT64_MIN;); /* what Flink gives for a text that is no time */
    return WEIR_OK;
}

static weir_status infer_convert_tz(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "sss", false, "a text, the time zone it is in and the one wanted", err));
    call->result = type_string(true);
    return WEIR_OK;
}

/* Java's TimeZone: names, GMT+8, and some old abbreviations; what it does not know is GMT. */
static const wr_zone *java_zone(wr_arena *arena, const weir_string *name) {
    static const char *const old[][2] = {{"PST", "America/Los_Angeles"}, {"CST", "America/Chicago"}, {"JST", "Asia/Tokyo"},
                                         {"IST", "Asia/Kolkata"}, {"CTT", "Asia/Shanghai"}, {"AET", "Australia/Sydney"},
                                         {"ECT", "Europe/Paris"}, {"ART", "Africa/Cairo"}, {"BST", "Asia/Dhaka"}};
    const char *data = weir_string_data(name);
    size_t      size = name->size;
    const wr_zone *zone = NULL;
    for (size_t i = 0; i < WR_COUNT_OF(old); i++)
        if (size == 3 && memcmp(data, old[i][0], 3) == 0)
            zone = wr_zone_find(arena, old[i][1], strlen(old[i][1]));
    const bool offset = size && (data[0] == '+' || data[0] == '-' || (size > 2 && memcmp(data, "UT", 2) == 0 && memcmp(data, "UTC", WR_MIN(size, (size_t)4)) != 0));
    if (zone == NULL && size && !offset)
        zone = wr_zone_find(arena, data, size);
    return zone ? zone : wr_zone_find(arena, "UTC", 3);
}

#define ZONES_KEPT 64u

/* A zone that a column names is looked up once: reading it means reading a file. */
typedef struct kept_zone {
    const char    *name;
    size_t         size;
    const wr_zone *zone;
} kept_zone;

typedef struct convert_zones {
    const wr_zone         *from, *to; /* NULL: not a literal */
    const wr_time_pattern *plain;
    wr_arena              *arena;     /* of the kept ones    */
    kept_zone              kept[ZONES_KEPT];
    uint32_t               kept_count;
} convert_zones;

static weir_status prepare_convert_tz(weir_call *call, weir_error *err) {
    const weir_string plain = weir_string_view(default_pattern, sizeof(default_pattern) - 1);
    weir_string       name;
    convert_zones    *made = wr_arena_calloc(call->arena, 1, sizeof(*made));
    call->prepared = made;
    if (literal_text(call->literals, 1, &name))
        made->from = java_zone(call->arena, &name);
    if (literal_text(call->literals, 2, &name))
        made->to = java_zone(call->arena, &name);
    made->arena = wr_arena_create(0);
    return make_pattern(call->arena, &plain, WR_TIME_SIMPLE, WEIR_INVALID, &made->plain, err);
}

static void release_convert_tz(weir_call *call) {
    convert_zones *zones = call->prepared;
    if (zones)
        wr_arena_destroy(zones->arena);
}

static const wr_zone *kept_zone_of(convert_zones *zones, const weir_string *name) {
    for (uint32_t i = 0; i < zones->kept_count; i++)
        if (zones->kept[i].size == name->size && memcmp(zones->kept[i].name, weir_string_data(name), name->size) == 0)
            return zones->kept[i].zone;
    kept_zone *added = &zones->kept[zones->kept_count++];
    *added = (kept_zone){wr_arena_strndup(zones->arena, weir_string_data(name), name->size), name->size, java_zone(zones->arena, name)};
    return added->zone;
}

static weir_status convert_tz(const weir_call *call, const weir_column *args, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    convert_zones *zones = call->prepared;
    WR_EACH(i, rows, int64_t instant_ms;
            if (zones->kept_count + 2 > ZONES_KEPT) { /* room for the two of this row */
                wr_arena_reset(zones->arena);
                zones->kept_count = 0;
            }
            const wr_zone *from = zones->from ? zones->from : kept_zone_of(zones, &strings_of(&args[1])[i]);
            const wr_zone *to = zones->to ? zones->to : kept_zone_of(zones, &strings_of(&args[2])[i]);
            if (parse_simple(zones->plain, &strings_of(&args[0])[i], from, &instant_ms))
                WEIR_TRY(put_instant(zones->plain, instant_ms, to, out, i, err));
            else set_null(out, i););
    return WEIR_OK;
}

const weir_function weir_function_convert_tz = {
    .abi = sizeof(weir_function), .name = "CONVERT_TZ", .null_in_null_out = true,
    .infer = infer_convert_tz, .prepare = prepare_convert_tz, .scalar = convert_tz, .release = release_convert_tz,
};

#define PATTERN_STRUCT(symbol, text, infer_function, prepare_function, function)                   \
    const weir_function symbol = {.abi = sizeof(weir_function), .name = text, .null_in_null_out = true, \
                                  .infer = infer_function, .prepare = prepare_function, .scalar = function, \
                                  .release = release_text}
PATTERN_STRUCT(weir_function_date_format, "DATE_FORMAT", infer_date_format, prepare_date_format, date_format);
PATTERN_STRUCT(weir_function_from_unixtime, "FROM_UNIXTIME", infer_from_unixtime, prepare_simple, from_unixtime);
PATTERN_STRUCT(weir_function_to_date, "TO_DATE", infer_to_date, prepare_simple, to_date);
PATTERN_STRUCT(weir_function_to_timestamp, "TO_TIMESTAMP", infer_to_timestamp, prepare_modern, to_timestamp);
PATTERN_STRUCT(weir_function_to_timestamp_ltz, "TO_TIMESTAMP_LTZ", infer_to_ltz, prepare_to_ltz, to_timestamp_ltz);
const weir_function weir_function_unix_timestamp = {
    .abi = sizeof(weir_function), .name = "UNIX_TIMESTAMP", .nondeterministic = true, .null_in_null_out = true,
    .infer = infer_unix_timestamp, .prepare = prepare_simple, .scalar = unix_timestamp, .release = release_text,
};
