/* func/split.c - SPLIT, by a text, and STR_TO_MAP, by patterns. */
#include "batch/java_map.h"
#include "func/regex.h"
#include "func/text.h"

/* ---- SPLIT ---- */

static weir_status infer_split(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "ss", false, "a text and a separator", err));
    call->result = wr_array_type(call->arena, type_string(true), infer_any_nullable(call));
    return WEIR_OK;
}

static void add_text(wr_list *list, const char *text, size_t size) {
    wr_list_add(list, (weir_value){.u.string = weir_string_view(text, size)});
}

/* Between every two UTF-16 units: a half of a character beyond the first 65536 is a '?', as in Flink. */
static void split_units(const weir_string *text, wr_list *list) {
    const char *p = weir_string_data(text), *end = p + text->size;
    while (p < end) {
        size_t step = text_step(p, (size_t)(end - p));
        if (step < 4) {
            add_text(list, p, step);
        } else {
            add_text(list, "?", 1);
            add_text(list, "?", 1);
        }
        p += step;
    }
}

static void split_row(const wr_row_call *row) {
    const weir_string *text = &strings_of(&row->args[0])[row->row], *separator = &strings_of(&row->args[1])[row->row];
    const char        *p = weir_string_data(text), *end = p + text->size, *next;
    if (text->size == 0)
        return;
    if (separator->size == 0) {
        split_units(text, row->list);
        return;
    }
    for (; (next = memmem(p, (size_t)(end - p), weir_string_data(separator), separator->size)) != NULL; p = next + separator->size)
        add_text(row->list, p, (size_t)(next - p));
    add_text(row->list, p, (size_t)(end - p));
}

/* ---- STR_TO_MAP ---- */

static weir_status infer_str_to_map(weir_infer *call, weir_error *err) {
    static const char takes[] = "a text, or a text and patterns for what is between entries and between key and value";
    if (call->arg_count == 2)
        return wr_infer_refuse(call, takes, err);
    WEIR_TRY(wr_infer_params(call, "s?ss", false, takes, err));
    call->result = wr_map_type(call->arena, type_string(true), type_string(true), true);
    return WEIR_OK;
}

typedef struct text_map { wr_list keys, values, pairs, parts; } text_map;

static int by_bucket(const void *a, const void *b) {
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* As the HashMap of Strings that Flink makes lists the keys: its table has at least a third more places than keys. */
static void sort_hashed(weir_type key, text_map *map, uint32_t count) {
    uint64_t *order = wr_alloc(count * sizeof *order); /* bucket, then index */
    uint32_t  buckets = 1;
    while (count > buckets / 4 * 3 && buckets < 1u << 30)
        buckets *= 2;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t hash = wr_java_hash(key, &map->keys.items[i], WR_JAVA_EXTERNAL);
        order[i] = (uint64_t)((hash ^ hash >> 16) & (buckets - 1)) << 32 | i;
    }
    qsort(order, count, sizeof *order, by_bucket);
    map->pairs.count = map->parts.count = 0;
    for (uint32_t i = 0; i < count; i++) {
        wr_list_add(&map->pairs, map->keys.items[(uint32_t)order[i]]);
        wr_list_add(&map->parts, map->values.items[(uint32_t)order[i]]);
    }
    wr_free(order);
}

static weir_status map_of_text(const weir_call *call, const weir_column *args, uint32_t row, text_map *map, weir_vector *out, weir_error *err) {
    const weir_string comma = weir_string_view(",", 1), equals = weir_string_view("=", 1), *text = &strings_of(&args[0])[row];
    const bool        given = call->arg_count == 3;
    const weir_type   key = wr_map_key_type(call->result);
    map->keys.count = map->values.count = map->pairs.count = 0;
    if (text->size != 0)
        WEIR_TRY(wr_regex_split(call, given ? &strings_of(&args[1])[row] : &comma, text, 0, &map->pairs, err));
    for (uint32_t i = 0; i < map->pairs.count; i++) {
        map->parts.count = 0;
        WEIR_TRY(wr_regex_split(call, given ? &strings_of(&args[2])[row] : &equals, &map->pairs.items[i].u.string, 2, &map->parts, err));
        wr_list_add(&map->keys, map->parts.items[0]);
        wr_list_add(&map->values, map->parts.count == 2 ? map->parts.items[1] : (weir_value){.is_null = true});
    }
    uint32_t count = wr_map_unique(key, map->keys.items, map->values.items, map->keys.count);
    sort_hashed(key, map, count);
    return wr_map_of(call->result, map->pairs.items, map->parts.items, count, out->strings, &((weir_string *)out->data)[row], err);
}

static weir_status str_to_map_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    text_map    map = {0};
    weir_status status = WEIR_OK;
    WEIR_FOR_ROWS(i, k, rows) {
        status = map_of_text(call, args, i, &map, out, err);
        if (status != WEIR_OK)
            break;
    }
    wr_list_free(&map.keys);
    wr_list_free(&map.values);
    wr_list_free(&map.pairs);
    wr_list_free(&map.parts);
    return status;
}

WR_ARRAY_FUNCTION(split, "SPLIT", infer_split, split_row, true);
const weir_function weir_function_str_to_map = {
    .abi = sizeof(weir_function), .name = "STR_TO_MAP", .null_in_null_out = true, .infer = infer_str_to_map,
    .prepare = wr_regex_prepare, .scalar = str_to_map_rows, .release = wr_regex_release,
};
