/* func/json_value.h - SQL values as JSON, as JSON_OBJECT, JSON_ARRAY, JSON_STRING and the JSON aggregates write them.
 * Members of objects (fields of a ROW, entries of a MAP) are sorted by key, as in Flink. Pure; thread-safe. */
#ifndef WR_FUNC_JSON_VALUE_H
#define WR_FUNC_JSON_VALUE_H
#include "base/buffer.h"
#include "weir/type.h"

/* WEIR_INVALID: values of this type have no JSON; names `function`, the type and what to do. */
weir_status wr_json_type_check(const char *function, weir_type type, weir_error *err);
/* Appends the value, `null` for NULL. WEIR_DATA: a key of a map is NULL. */
weir_status wr_json_put_value(wr_buffer *out, weir_type type, const weir_value *value, weir_error *err);

/* Members of an object that is being made: added in any order, written sorted; of equal keys the last counts. {0} is empty. */
typedef struct wr_json_members {
    struct wr_json_member { size_t key, key_size, value, value_size, index; } *items; /* places in bytes */
    size_t    count, capacity;
    wr_buffer bytes;
} wr_json_members;
/* Adds a key; its value is what is appended to members->bytes until the next call. */
void wr_json_members_add(wr_json_members *members, const char *key, size_t size);
void wr_json_members_put(wr_json_members *members, wr_buffer *out); /* {..}; then it is empty again */
void wr_json_members_free(wr_json_members *members);
#endif
