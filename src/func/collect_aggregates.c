/* func/collect_aggregates.c - ARRAY_AGG, COLLECT, LISTAGG and PERCENTILE: aggregates of all values (collect.h), NULL where there are none.
 *
 * What is taken back takes the first equal value out of a list, as in Flink. */
#include "batch/java_map.h"
#include "func/collect.h"
#include "func/collection.h"
#include "func/text.h"

#include <math.h>

/* `setting`: what all rows have in common and only the result needs, the separator of LISTAGG and the percentages of PERCENTILE. Kept with
 * the first row; in a wr_collect list of one. */
typedef struct collected { weir_string values, setting; } collected;

static inline collected *state_at(const weir_aggregate_call *call, uint8_t *state) {
    return (collected *)(void *)(state + call->state_offset);
}
static inline const collected *const_state_at(const weir_aggregate_call *call, const uint8_t *state) {
    return (const collected *)(const void *)(state + call->state_offset);
}

static uint32_t collected_state(const weir_aggregate_call *call, const weir_state_field **fields, uint32_t *count) {
    static const weir_state_field made[2] = {
        {"values", {.id = WEIR_TYPE_VARBINARY, .length = WEIR_STRING_LENGTH_MAX}, 0},
        {"setting", {.id = WEIR_TYPE_VARBINARY, .length = WEIR_STRING_LENGTH_MAX}, sizeof(weir_string)},
    };
    (void)call;
    *fields = made;
    *count = 2;
    return sizeof(collected);
}

/* Row `i` of the batch, its accumulator `s` and its first argument `item`. */
#define EACH_ROW(...)                                                                              \
    do {                                                                                           \
        for (uint32_t k = 0; k < rows.count; k++) {                                                \
            const uint32_t i = rows.indexes ? rows.indexes[k] : k;                                 \
            collected     *s = state_at(call, states[k]);                                          \
            const wr_item  item = wr_item_of(&args[0], i);                                         \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    } while (0)

static void keep_setting(collected *state, const weir_column *column, uint32_t row, struct weir_keeper *keep) {
    if (state->setting.size != 0)
        return;
    wr_item setting = wr_item_of(column, row);
    wr_collect_append(&state->setting, keep, &setting);
}

/* The one that the first row had. */
static bool setting_of(const collected *state, wr_item *setting) {
    uint32_t at = 0;
    return wr_collect_next(&state->setting, &at, setting);
}

static void merge_setting(collected *to, const collected *from, struct weir_keeper *keep) {
    if (to->setting.size == 0)
        wr_collect_append_all(&to->setting, keep, &from->setting);
}

#define ADD(name)                                                                                  \
    static void name(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows, struct weir_keeper *keep)
#define MERGE(name)                                                                                \
    static void name(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from, uint32_t count, struct weir_keeper *keep)

/* Calls `put` for every accumulator. */
static weir_status each_result(const weir_aggregate_call *call, const uint8_t *const *states, uint32_t count, weir_vector *out, uint32_t first,
                               weir_status (*put)(const weir_aggregate_call *call, const collected *state, weir_vector *out, uint32_t row,
                                                  weir_error *err),
                               weir_error *err) {
    for (uint32_t k = 0; k < count; k++) {
        const collected *state = const_state_at(call, states[k]);
        WEIR_TRY(wr_collect_check(call, &state->values, err));
        out->nulls[first + k] = 0;
        WEIR_TRY(put(call, state, out, first + k, err));
    }
    return WEIR_OK;
}

#define RESULT(name, put)                                                                          \
    static weir_status name(const weir_aggregate_call *call, const uint8_t *const *states, uint32_t count, weir_vector *out, uint32_t first, \
                            weir_error *err) {                                                     \
        return each_result(call, states, count, out, first, put, err);                             \
    }

/* ---- lists: what ARRAY_AGG and LISTAGG share ---- */

ADD(list_add) {
    const bool nulls = call->aggregate->takes_nulls;
    EACH_ROW(if (call->arg_count == 2) keep_setting(s, &args[1], i, keep);
             if (!item.null || nulls) wr_collect_append(&s->values, keep, &item););
}

ADD(list_take) {
    const bool nulls = call->aggregate->takes_nulls;
    (void)keep;
    EACH_ROW(if (!item.null || nulls) wr_collect_remove(&s->values, &item););
}

MERGE(list_merge) {
    for (uint32_t k = 0; k < count; k++) {
        collected       *target = state_at(call, to[k]);
        const collected *source = const_state_at(call, from[k]);
        wr_collect_append_all(&target->values, keep, &source->values);
        merge_setting(target, source, keep);
    }
}

/* ---- ARRAY_AGG ---- */

static weir_status infer_array_agg(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || weir_type_width(call->arg_types[0]) == 0)
        return wr_infer_refuse(call, "one value", err);
    call->result = wr_array_type(call->arena, call->arg_types[0], call->arg_types[0].nullable);
    return WEIR_OK;
}

static weir_status put_array(const weir_aggregate_call *call, const collected *state, weir_vector *out, uint32_t row, weir_error *err) {
    wr_list values = {0};
    wr_item item;
    if (wr_collect_size(&state->values) == 0) {
        set_null(out, row);
        return WEIR_OK;
    }
    for (uint32_t at = 0; wr_collect_next(&state->values, &at, &item);)
        wr_list_add(&values, wr_item_value(call->arg_types[0], &item));
    weir_status status = wr_array_make(call->result, values.items, values.count, out->strings, &((weir_string *)out->data)[row], err);
    wr_list_free(&values);
    return status;
}
RESULT(array_agg_result, put_array)

/* ---- LISTAGG ---- */

static weir_status infer_listagg(weir_infer *call, weir_error *err) {
    static const char takes[] = "texts, and maybe a separator, which is a literal";
    if (call->arg_count < 1 || call->arg_count > 2 || !weir_type_is_string(call->arg_types[0]))
        return wr_infer_refuse(call, takes, err);
    if (call->arg_count == 2 && (!weir_type_is_string(call->arg_types[1]) || !call->literals || !call->literals[1]))
        return wr_infer_refuse(call, takes, err);
    call->result = type_nullable(call->arg_types[0], call->arg_types[0].nullable);
    return WEIR_OK;
}

static char *put_bytes(char *p, const wr_item *item, bool wanted) {
    if (!wanted || item->size == 0)
        return p;
    memcpy(p, item->data, item->size);
    return p + item->size;
}

static weir_status put_joined(const weir_aggregate_call *call, const collected *state, weir_vector *out, uint32_t row, weir_error *err) {
    wr_item  separator = {.data = ",", .size = 1}, item;
    uint64_t size = 0;
    if (wr_collect_size(&state->values) == 0) {
        set_null(out, row);
        return WEIR_OK;
    }
    (void)setting_of(state, &separator);
    for (uint32_t at = 0; wr_collect_next(&state->values, &at, &item);)
        size += item.size + separator.size;
    size -= separator.size; /* one less than there are values */
    char *room = wr_text_room(out, call->aggregate->name, size, err), *p = room;
    if (!room)
        return WEIR_DATA;
    for (uint32_t at = 0, before = 0; wr_collect_next(&state->values, &at, &item); before++) {
        p = put_bytes(p, &separator, before != 0);
        p = put_bytes(p, &item, true);
    }
    ((weir_string *)out->data)[row] = weir_string_view(room, (size_t)size);
    return WEIR_OK;
}
RESULT(listagg_result, put_joined)

/* ---- COLLECT ---- */

static weir_status infer_collect(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || weir_type_width(call->arg_types[0]) == 0)
        return wr_infer_refuse(call, "one value", err);
    call->result = wr_multiset_type(call->arena, call->arg_types[0], false);
    return WEIR_OK;
}

static void collect_rows(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows, struct weir_keeper *keep,
                         int64_t step) {
    EACH_ROW(if (!item.null) wr_collect_count(&s->values, keep, &item, step););
}

ADD(collect_add) { collect_rows(call, states, args, rows, keep, 1); }
ADD(collect_take) { collect_rows(call, states, args, rows, keep, -1); }

MERGE(table_merge) {
    for (uint32_t k = 0; k < count; k++) {
        collected       *target = state_at(call, to[k]);
        const collected *source = const_state_at(call, from[k]);
        wr_collect_count_all(&target->values, keep, &source->values);
        merge_setting(target, source, keep);
    }
}

/* Flink keeps the values in a HashMap: its order is that of the result. */
static weir_status put_multiset(const weir_aggregate_call *call, const collected *state, weir_vector *out, uint32_t row, weir_error *err) {
    const uint32_t count = wr_collect_size(&state->values);
    weir_value    *keys = wr_calloc((size_t)count * 4 + 1, sizeof *keys), *sorted = keys + count;
    weir_value    *counts = sorted + count, *sorted_counts = counts + count;
    uint32_t      *order = wr_calloc(count + 1, sizeof *order), used = 0;
    wr_item        item;
    for (uint32_t at = 0; wr_collect_next(&state->values, &at, &item); used++) {
        keys[used] = wr_item_value(call->arg_types[0], &item);
        counts[used].u.i64 = item.count;
    }
    wr_java_order(call->arg_types[0], keys, count, WR_JAVA_INTERNAL, order);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = keys[order[i]];
        sorted_counts[i] = counts[order[i]];
    }
    weir_status status = wr_map_of(call->result, sorted, sorted_counts, count, out->strings, &((weir_string *)out->data)[row], err);
    wr_free(keys);
    wr_free(order);
    return status;
}
RESULT(collect_result, put_multiset)

/* ---- PERCENTILE ---- */

static bool fraction_fine(double fraction) { return fraction >= 0 && fraction <= 1; }

static double literal_number(weir_type type, const weir_value *value) {
    if (type.id == WEIR_TYPE_DECIMAL)
        return wr_decimal_to_f64(value->u.i128, type.scale);
    return weir_type_is_integer(type) ? (double)value->u.i64 : value->u.f64;
}

static weir_status infer_percentile(weir_infer *call, weir_error *err) {
    static const char takes[] = "a number, a percentage from 0 to 1 or an ARRAY of such, NOT NULL, and maybe an integer: how often the number counts";
    if (call->arg_count < 2 || call->arg_count > 3 || !weir_type_is_numeric(call->arg_types[0]))
        return wr_infer_refuse(call, takes, err);
    weir_type       number = weir_type_of(WEIR_TYPE_DOUBLE, true), given = call->arg_types[1];
    const bool      several = given.id == WEIR_TYPE_ARRAY;
    const weir_type fraction = several ? wr_element_type(given) : given;
    if (given.nullable || fraction.nullable || !weir_type_is_numeric(fraction))
        return wr_infer_refuse(call, takes, err);
    if (!several && call->literals && call->literals[1] && !fraction_fine(literal_number(given, call->literals[1])))
        return wr_infer_refuse(call, takes, err);
    if (call->arg_count == 3 && !weir_type_is_integer(call->arg_types[2]))
        return wr_infer_refuse(call, takes, err);
    call->param_types[0] = type_nullable(number, call->arg_types[0].nullable);
    call->param_types[1] = several ? wr_array_type(call->arena, type_nullable(number, false), false) : type_nullable(number, false);
    if (call->arg_count == 3)
        call->param_types[2] = weir_type_of(WEIR_TYPE_BIGINT, call->arg_types[2].nullable);
    call->result = several ? wr_array_type(call->arena, number, true) : number;
    return WEIR_OK;
}

static void percentile_rows(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows,
                            struct weir_keeper *keep, int64_t sign) {
    EACH_ROW(int64_t times = 1;
             if (call->arg_count == 3) times = column_is_null(&args[2], i) ? 0 : ((const int64_t *)args[2].data)[i];
             keep_setting(s, &args[1], i, keep);
             if (!item.null && times > 0) wr_collect_count(&s->values, keep, &item, sign * times););
}

ADD(percentile_add) { percentile_rows(call, states, args, rows, keep, 1); }
ADD(percentile_take) { percentile_rows(call, states, args, rows, keep, -1); }

typedef struct counted { double value; int64_t until; } counted; /* until: values up to this one */

static int by_value(const void *a, const void *b) {
    const double x = ((const counted *)a)->value, y = ((const counted *)b)->value;
    if (x != x || y != y) /* NaN is the largest */
        return (x != x) - (y != y);
    return (x > y) - (x < y);
}

/* The value at a place from 0 on, of so many. */
static double value_at(const counted *values, uint32_t count, int64_t place) {
    uint32_t low = 0, high = count - 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (values[middle].until > place)
            high = middle;
        else
            low = middle + 1;
    }
    return values[low].value;
}

/* Between the two values next to the place. Places count from 1, as in Flink: so the result is rounded alike. */
static double interpolated(const counted *values, uint32_t count, double fraction) {
    const double place = fraction * (double)(values[count - 1].until - 1) + 1, below = floor(place), above = ceil(place);
    const double low = value_at(values, count, (int64_t)below - 1);
    if (below == above)
        return low;
    return (above - place) * low + (place - below) * value_at(values, count, (int64_t)above - 1);
}

static weir_status put_fractions(const weir_aggregate_call *call, const collected *state, const counted *values, uint32_t count,
                                 weir_vector *out, uint32_t row, weir_error *err) {
    wr_item     setting = {0};
    wr_list     list = {0};
    bool        fine = setting_of(state, &setting);
    weir_value  given = wr_item_value(call->arg_types[1], &setting);
    weir_status status = WEIR_OK;
    if (call->arg_types[1].id == WEIR_TYPE_ARRAY) {
        wr_array array = wr_array_open(call->arg_types[1], &given.u.string);
        wr_list_add_all(&list, &array);
    } else {
        wr_list_add(&list, given);
    }
    for (uint32_t i = 0; i < list.count; i++) {
        fine = fine && fraction_fine(list.items[i].u.f64);
        if (fine)
            list.items[i].u.f64 = interpolated(values, count, list.items[i].u.f64);
    }
    if (!fine)
        status = weir_fail(err, WEIR_DATA, "PERCENTILE: a percentage is not from 0 to 1");
    else if (call->result.id == WEIR_TYPE_ARRAY)
        status = wr_array_make(call->result, list.items, list.count, out->strings, &((weir_string *)out->data)[row], err);
    else
        ((double *)out->data)[row] = list.items[0].u.f64;
    wr_list_free(&list);
    return status;
}

static weir_status put_percentile(const weir_aggregate_call *call, const collected *state, weir_vector *out, uint32_t row, weir_error *err) {
    counted *values = wr_alloc((wr_collect_size(&state->values) + 1) * sizeof *values);
    uint32_t count = 0;
    int64_t  total = 0;
    wr_item  item;
    for (uint32_t at = 0; wr_collect_next(&state->values, &at, &item);) {
        if (item.count <= 0) /* taken back before it came */
            continue;
        memcpy(&values[count].value, item.data, sizeof(double));
        values[count++].until = item.count;
    }
    weir_status status = WEIR_OK;
    if (count == 0) {
        set_null(out, row);
    } else {
        qsort(values, count, sizeof *values, by_value);
        for (uint32_t i = 0; i < count; i++)
            values[i].until = total += values[i].until;
        status = put_fractions(call, state, values, count, out, row, err);
    }
    wr_free(values);
    return status;
}
RESULT(percentile_result, put_percentile)

const weir_aggregate weir_aggregate_array_agg = {
    .abi = sizeof(weir_aggregate), .name = "ARRAY_AGG", .can_retract = true, .takes_nulls = true, .infer = infer_array_agg,
    .state = collected_state, .accumulate = list_add, .retract = list_take, .merge = list_merge, .result = array_agg_result,
};
const weir_aggregate weir_aggregate_collect = {
    .abi = sizeof(weir_aggregate), .name = "COLLECT", .can_retract = true, .never_null = true, .infer = infer_collect,
    .state = collected_state, .accumulate = collect_add, .retract = collect_take, .merge = table_merge, .result = collect_result,
};
const weir_aggregate weir_aggregate_listagg = {
    .abi = sizeof(weir_aggregate), .name = "LISTAGG", .can_retract = true, .infer = infer_listagg,
    .state = collected_state, .accumulate = list_add, .retract = list_take, .merge = list_merge, .result = listagg_result,
};
const weir_aggregate weir_aggregate_percentile = {
    .abi = sizeof(weir_aggregate), .name = "PERCENTILE", .can_retract = true, .infer = infer_percentile,
    .state = collected_state, .accumulate = percentile_add, .retract = percentile_take, .merge = table_merge, .result = percentile_result,
};
