/* func/first_last.c - FIRST_VALUE and LAST_VALUE. They skip NULLs, as Flink does.
 *
 * Where rows only come, the accumulator is one value. Where rows may be taken back it is the list of all of them (collect.h), and
 * what is taken back takes the first equal one out. */
#include "func/collect.h"

typedef struct single { char value[16]; int64_t count; } single; /* count: 1 when there is a value */
typedef struct listed { weir_string values; } listed;

static inline void *state_at(const weir_aggregate_call *call, uint8_t *state) {
    return state + call->state_offset;
}
static inline const void *const_state_at(const weir_aggregate_call *call, const uint8_t *state) {
    return state + call->state_offset;
}

static weir_status infer_value(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || weir_type_width(call->arg_types[0]) == 0)
        return wr_infer_refuse(call, "one value", err);
    call->param_types[0] = type_nullable(call->arg_types[0], call->arg_types[0].nullable);
    call->result = call->param_types[0];
    return WEIR_OK;
}

static uint32_t value_state(const weir_aggregate_call *call, const weir_state_field **fields, uint32_t *count) {
    weir_state_field *made = wr_arena_calloc(call->arena, 2, sizeof *made);
    *fields = made;
    *count = call->retracts ? 1 : 2;
    made[0] = (weir_state_field){call->retracts ? "values" : "value", call->retracts ? type_bytes(false) : type_nullable(call->arg_types[0], false), 0};
    made[1] = (weir_state_field){"count", weir_type_of(WEIR_TYPE_BIGINT, false), 16};
    return call->retracts ? sizeof(listed) : sizeof(single);
}

static void keep_value(const weir_aggregate_call *call, single *state, const void *value, struct weir_keeper *keep) {
    if (weir_type_is_view(call->arg_types[0])) {
        weir_string fresh, old;
        memcpy(&fresh, value, sizeof fresh);
        memcpy(&old, state->value, sizeof old);
        fresh = keep->keep(keep, fresh, old);
        memcpy(state->value, &fresh, sizeof fresh);
    } else {
        memcpy(state->value, value, weir_type_width(call->arg_types[0]));
    }
    state->count = 1;
}

static void add_rows(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows,
                     struct weir_keeper *keep, bool last) {
    const size_t width = weir_type_width(call->arg_types[0]);
    WEIR_FOR_ROWS(i, k, rows) {
        if (column_is_null(&args[0], i))
            continue;
        if (call->retracts) {
            listed       *state = state_at(call, states[k]);
            const wr_item item = wr_item_of(&args[0], i);
            wr_collect_append(&state->values, keep, &item);
            continue;
        }
        single *state = state_at(call, states[k]);
        if (last || state->count == 0)
            keep_value(call, state, (const char *)args[0].data + i * width, keep);
    }
}

static void first_add(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows,
                      struct weir_keeper *keep) {
    add_rows(call, states, args, rows, keep, false);
}

static void last_add(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows,
                     struct weir_keeper *keep) {
    add_rows(call, states, args, rows, keep, true);
}

static void value_take(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows,
                       struct weir_keeper *keep) {
    (void)keep;
    WEIR_FOR_ROWS(i, k, rows) {
        const wr_item item = wr_item_of(&args[0], i);
        if (!item.null)
            wr_collect_remove(&((listed *)state_at(call, states[k]))->values, &item);
    }
}

static void merge_rows(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from, uint32_t count,
                       struct weir_keeper *keep, bool last) {
    for (uint32_t k = 0; k < count; k++) {
        if (call->retracts) {
            wr_collect_append_all(&((listed *)state_at(call, to[k]))->values, keep, &((const listed *)const_state_at(call, from[k]))->values);
            continue;
        }
        single       *target = state_at(call, to[k]);
        const single *source = const_state_at(call, from[k]);
        if (source->count != 0 && (last || target->count == 0))
            keep_value(call, target, source->value, keep);
    }
}

static void first_merge(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from, uint32_t count,
                        struct weir_keeper *keep) {
    merge_rows(call, to, from, count, keep, false);
}

static void last_merge(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from, uint32_t count,
                       struct weir_keeper *keep) {
    merge_rows(call, to, from, count, keep, true);
}

/* Bytes of fixed width as they are; a view as a string of the result's own, since the block of a list changes. */
static void put_item(weir_vector *out, uint32_t row, const wr_item *item) {
    if (weir_type_is_view(out->type))
        ((weir_string *)out->data)[row] = string_copy(out, item->data, item->size);
    else
        memcpy((char *)out->data + (size_t)row * item->size, item->data, item->size);
}

static weir_status put_results(const weir_aggregate_call *call, const uint8_t *const *states, uint32_t count, weir_vector *out,
                               uint32_t first, bool last, weir_error *err) {
    const size_t width = weir_type_width(call->arg_types[0]);
    for (uint32_t k = 0; k < count; k++) {
        const uint32_t row = first + k;
        const void    *state = const_state_at(call, states[k]);
        uint32_t       at = 0;
        wr_item        item;
        bool           found;
        out->nulls[row] = 0;
        if (call->retracts) {
            const weir_string *values = &((const listed *)state)->values;
            WEIR_TRY(wr_collect_check(call, values, err));
            found = last ? wr_collect_last(values, &item) : wr_collect_next(values, &at, &item);
            if (found)
                put_item(out, row, &item);
        } else {
            found = ((const single *)state)->count != 0;
            if (found)
                memcpy((char *)out->data + row * width, ((const single *)state)->value, width);
        }
        if (!found)
            set_null(out, row);
    }
    return WEIR_OK;
}

static weir_status first_result(const weir_aggregate_call *call, const uint8_t *const *states, uint32_t count, weir_vector *out,
                                uint32_t first, weir_error *err) {
    return put_results(call, states, count, out, first, false, err);
}

static weir_status last_result(const weir_aggregate_call *call, const uint8_t *const *states, uint32_t count, weir_vector *out,
                               uint32_t first, weir_error *err) {
    return put_results(call, states, count, out, first, true, err);
}

#define VALUE_AGGREGATE(which, text)                                                               \
    const weir_aggregate weir_aggregate_##which##_value = {                                        \
        .abi = sizeof(weir_aggregate), .name = text, .can_retract = true, .infer = infer_value, .state = value_state, \
        .accumulate = which##_add, .retract = value_take, .merge = which##_merge, .result = which##_result}
VALUE_AGGREGATE(first, "FIRST_VALUE");
VALUE_AGGREGATE(last, "LAST_VALUE");
