/* func/collect_json.c - JSON_ARRAYAGG and JSON_OBJECTAGG. The binder gives them texts that are JSON already, and NULL.
 *
 * A list of texts, or a table whose items are a key with the text of its value behind it. NULLs of JSON_ARRAYAGG and of
 * JSON_OBJECTAGG_ABSENT_ON_NULL are left out, those of the other two are `null`. */
#include "base/buffer.h"
#include "func/collect.h"
#include "func/json_value.h"
#include "func/text.h"

static inline weir_string *state_at(const weir_aggregate_call *call, uint8_t *state) {
    return (weir_string *)(void *)(state + call->state_offset);
}
static inline const weir_string *const_state_at(const weir_aggregate_call *call, const uint8_t *state) {
    return (const weir_string *)(const void *)(state + call->state_offset);
}

static uint32_t json_state(const weir_aggregate_call *call, const weir_state_field **fields, uint32_t *count) {
    static const weir_state_field made = {"values", {.id = WEIR_TYPE_VARBINARY, .length = WEIR_STRING_LENGTH_MAX}, 0};
    (void)call;
    *fields = &made;
    *count = 1;
    return sizeof(weir_string);
}

static weir_type json_text(void) { return weir_type_with(WEIR_TYPE_VARCHAR, 2000, 0, false); }

/* The JSON of a row, NULL as `null`. */
static wr_item json_item(const weir_column *column, uint32_t row) {
    wr_item item = wr_item_of(column, row);
    return item.null ? (wr_item){.data = "null", .size = 4, .key_size = 4, .count = 1} : item;
}

static weir_status put_text(const weir_aggregate_call *call, weir_vector *out, uint32_t row, const wr_buffer *text, weir_error *err) {
    char *room = wr_text_room(out, call->aggregate->name, text->size, err);
    if (!room)
        return WEIR_DATA;
    memcpy(room, text->data, text->size);
    ((weir_string *)out->data)[row] = weir_string_view(room, text->size);
    out->nulls[row] = 0;
    return WEIR_OK;
}

/* ---- JSON_ARRAYAGG ---- */

static weir_status infer_array(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || !weir_type_is_string(call->arg_types[0]))
        return wr_infer_refuse(call, "one value", err);
    call->result = json_text();
    return WEIR_OK;
}

static void array_add(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows, struct weir_keeper *keep) {
    WEIR_FOR_ROWS(i, k, rows) {
        const wr_item item = json_item(&args[0], i);
        if (call->aggregate->takes_nulls || !column_is_null(&args[0], i))
            wr_collect_append(state_at(call, states[k]), keep, &item);
    }
}

static void array_take(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows, struct weir_keeper *keep) {
    (void)keep;
    WEIR_FOR_ROWS(i, k, rows) {
        const wr_item item = json_item(&args[0], i);
        if (call->aggregate->takes_nulls || !column_is_null(&args[0], i))
            wr_collect_remove(state_at(call, states[k]), &item);
    }
}

static void array_merge(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from, uint32_t count, struct weir_keeper *keep) {
    for (uint32_t k = 0; k < count; k++)
        wr_collect_append_all(state_at(call, to[k]), keep, const_state_at(call, from[k]));
}

static weir_status array_result(const weir_aggregate_call *call, const uint8_t *const *states, uint32_t count, weir_vector *out, uint32_t first,
                                weir_error *err) {
    wr_buffer   text = {0};
    weir_status status = WEIR_OK;
    for (uint32_t k = 0; k < count && status == WEIR_OK; k++) {
        const weir_string *values = const_state_at(call, states[k]);
        wr_item            item;
        text.size = 0;
        for (uint32_t at = 0; wr_collect_next(values, &at, &item);) {
            wr_buffer_byte(&text, text.size == 0 ? '[' : ',');
            wr_buffer_append(&text, item.data, item.size);
        }
        wr_buffer_text(&text, text.size == 0 ? "[]" : "]");
        status = wr_collect_check(call, values, err);
        if (status == WEIR_OK)
            status = put_text(call, out, first + k, &text, err);
    }
    wr_buffer_free(&text);
    return status;
}

/* ---- JSON_OBJECTAGG ---- */

static weir_status infer_object(weir_infer *call, weir_error *err) {
    if (call->arg_count != 2 || !weir_type_is_string(call->arg_types[0]) || !weir_type_is_string(call->arg_types[1]))
        return wr_infer_refuse(call, "a text as the key and a value", err);
    call->result = json_text();
    return WEIR_OK;
}

/* Adds a row's key and value, or takes them away. A NULL key is kept too: the result says that there is one. */
static void object_rows(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows, struct weir_keeper *keep,
                        int64_t step) {
    wr_buffer text = {0};
    WEIR_FOR_ROWS(i, k, rows) {
        wr_item       key = wr_item_of(&args[0], i);
        const wr_item value = json_item(&args[1], i);
        text.size = 0;
        if (column_is_null(&args[1], i) && !call->aggregate->takes_nulls)
            continue;
        if (!key.null) {
            wr_buffer_append(&text, key.data, key.size);
            wr_buffer_append(&text, value.data, value.size);
            key = (wr_item){.data = text.data, .size = (uint32_t)text.size, .key_size = key.size, .count = 1};
        }
        wr_collect_count(state_at(call, states[k]), keep, &key, step);
    }
    wr_buffer_free(&text);
}

static void object_add(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows, struct weir_keeper *keep) {
    object_rows(call, states, args, rows, keep, 1);
}

static void object_take(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, weir_rows rows, struct weir_keeper *keep) {
    object_rows(call, states, args, rows, keep, -1);
}

static void object_merge(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from, uint32_t count, struct weir_keeper *keep) {
    for (uint32_t k = 0; k < count; k++)
        wr_collect_count_all(state_at(call, to[k]), keep, const_state_at(call, from[k]));
}

static weir_status put_members(const weir_aggregate_call *call, const weir_string *values, wr_json_members *members, weir_error *err) {
    const char *name = call->aggregate->name;
    wr_item     item;
    WEIR_TRY(wr_collect_check(call, values, err));
    for (uint32_t at = 0; wr_collect_next(values, &at, &item);) {
        if (item.null)
            return weir_fail(err, WEIR_DATA, "%s: a key is NULL; leave such rows out with WHERE, or give them a key with COALESCE", name);
        if (item.count > 1)
            return weir_fail(err, WEIR_DATA, "%s: the key '%.*s' is there twice in a group", name, (int)WR_MIN(item.key_size, 100U), item.data);
        wr_json_members_add(members, item.data, item.key_size);
        wr_buffer_append(&members->bytes, item.data + item.key_size, item.size - item.key_size);
    }
    return WEIR_OK;
}

static weir_status object_result(const weir_aggregate_call *call, const uint8_t *const *states, uint32_t count, weir_vector *out, uint32_t first,
                                 weir_error *err) {
    wr_json_members members = {0};
    wr_buffer       text = {0};
    weir_status     status = WEIR_OK;
    for (uint32_t k = 0; k < count && status == WEIR_OK; k++) {
        text.size = 0;
        status = put_members(call, const_state_at(call, states[k]), &members, err);
        if (status != WEIR_OK)
            break;
        wr_json_members_put(&members, &text);
        status = put_text(call, out, first + k, &text, err);
    }
    wr_json_members_free(&members);
    wr_buffer_free(&text);
    return status;
}

#define JSON_AGGREGATE(symbol, text, nulls, kind)                                                  \
    const weir_aggregate weir_aggregate_##symbol = {                                               \
        .abi = sizeof(weir_aggregate), .name = text, .can_retract = true, .never_null = true, .takes_nulls = nulls, .infer = infer_##kind, \
        .state = json_state, .accumulate = kind##_add, .retract = kind##_take, .merge = kind##_merge, .result = kind##_result}
JSON_AGGREGATE(json_arrayagg, "JSON_ARRAYAGG", false, array);
JSON_AGGREGATE(json_arrayagg_null_on_null, "JSON_ARRAYAGG_NULL_ON_NULL", true, array);
JSON_AGGREGATE(json_objectagg, "JSON_OBJECTAGG", true, object);
JSON_AGGREGATE(json_objectagg_absent_on_null, "JSON_OBJECTAGG_ABSENT_ON_NULL", false, object);
