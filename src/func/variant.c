/* func/variant.c - PARSE_JSON and TRY_PARSE_JSON: a JSON text becomes a VARIANT. Whole numbers that fit are 64-bit integers, numbers
 * without exponent decimals of up to 38 digits, all others doubles. */
#include "batch/variant.h"
#include "func/json_tree.h"
#include "func/text.h"

typedef struct variant_maker {
    wr_arena *scratch;
    wr_buffer bytes;
} variant_maker;

static weir_status infer_parse(weir_infer *call, bool nullable, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s?o", false, "a JSON text, and TRUE to take the last value of keys that repeat", err));
    call->result = type_nullable(weir_type_of(WEIR_TYPE_VARIANT, true), nullable || infer_any_nullable(call));
    return WEIR_OK;
}
static weir_status infer_parse_json(weir_infer *call, weir_error *err)     { return infer_parse(call, false, err); }
static weir_status infer_try_parse_json(weir_infer *call, weir_error *err) { return infer_parse(call, true, err); }

static weir_status prepare_parse(weir_call *call, weir_error *err) {
    variant_maker *maker = wr_arena_calloc(call->arena, 1, sizeof *maker);
    (void)err;
    maker->scratch = wr_arena_create(0);
    call->prepared = maker;
    return WEIR_OK;
}

static void release_parse(weir_call *call) {
    variant_maker *maker = call->prepared;
    if (maker == NULL)
        return;
    wr_arena_destroy(maker->scratch);
    wr_buffer_free(&maker->bytes);
    call->prepared = NULL;
}

/* Digits and a point, at most 38 of them before and behind it; the scale is that of the text. */
static bool put_decimal(wr_buffer *out, const char *text, size_t size) {
    const char    *point = memchr(text, '.', size);
    const uint32_t scale = point != NULL ? (uint32_t)WR_MIN((size_t)(text + size - point - 1), (size_t)99) : 0;
    wr_int128      value;
    if (memchr(text, 'e', size) != NULL || memchr(text, 'E', size) != NULL || scale > WR_DECIMAL_PRECISION_MAX ||
        !wr_parse_decimal(text, size, WR_DECIMAL_PRECISION_MAX, scale, &value))
        return false;
    wr_variant_put_decimal(out, value, scale);
    return true;
}

static void put_number(wr_buffer *out, const wr_json *number) {
    int64_t integer;
    double  real = 0;
    if (number->kind == WR_JSON_INTEGER && wr_parse_i64(number->text, number->size, &integer)) {
        wr_variant_put_integer(out, integer);
    } else if (!put_decimal(out, number->text, number->size)) {
        wr_parse_f64(number->text, number->size, &real);
        wr_variant_put_double(out, real);
    }
}

static void put_value(wr_buffer *out, const wr_json *value) {
    switch (value->kind) {
    case WR_JSON_NULL: wr_variant_put_null(out); break;
    case WR_JSON_FALSE:
    case WR_JSON_TRUE: wr_variant_put_boolean(out, value->kind == WR_JSON_TRUE); break;
    case WR_JSON_INTEGER:
    case WR_JSON_REAL: put_number(out, value); break;
    case WR_JSON_STRING: wr_variant_put_string(out, value->text, value->size); break;
    case WR_JSON_ARRAY:
        wr_variant_put_array(out, value->count);
        for (uint32_t i = 0; i < value->count; i++)
            put_value(out, value->parts[i]);
        break;
    case WR_JSON_OBJECT:
        wr_variant_put_object(out, value->count);
        for (uint32_t i = 0; i < value->count; i++) {
            wr_variant_put_key(out, value->parts[i]->key, value->parts[i]->key_size);
            put_value(out, value->parts[i]);
        }
        break;
    }
}

static weir_status parse_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, bool try_parse, weir_error *err) {
    variant_maker *maker = call->prepared;
    char           reason[WR_JSON_REASON_MAX];
    const uint8_t *repeats_fine = call->arg_count == 2 ? args[1].data : NULL;
    WR_EACH(i, rows, const weir_string *text = &strings_of(&args[0])[i]; bool repeats = false;
            wr_arena_reset(maker->scratch);
            const wr_json *value = wr_json_parse_strict(weir_string_data(text), text->size, maker->scratch, &repeats, reason);
            if (value != NULL && repeats && !(repeats_fine && repeats_fine[i])) {
                snprintf(reason, sizeof reason, "an object has a key twice; PARSE_JSON(text, TRUE) takes the last value");
                value = NULL;
            }
            if (value == NULL && !try_parse)
                return weir_fail(err, WEIR_DATA, "PARSE_JSON: '%.*s' is not JSON: %s; TRY_PARSE_JSON gives NULL instead", (int)WR_MIN(text->size, 60U),
                                 weir_string_data(text), reason);
            if (value == NULL) {
                set_null(out, i);
                continue;
            }
            maker->bytes.size = 0;
            put_value(&maker->bytes, value);
            ((weir_string *)out->data)[i] = string_copy(out, maker->bytes.data, maker->bytes.size););
    return WEIR_OK;
}

static weir_status parse_json(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    return parse_rows(call, args, rows, out, false, err);
}

static weir_status try_parse_json(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    return parse_rows(call, args, rows, out, true, err);
}

const weir_function weir_function_parse_json = {
    .abi = sizeof(weir_function), .name = "PARSE_JSON", .null_in_null_out = true,
    .infer = infer_parse_json, .prepare = prepare_parse, .scalar = parse_json, .release = release_parse,
};
const weir_function weir_function_try_parse_json = {
    .abi = sizeof(weir_function), .name = "TRY_PARSE_JSON", .null_in_null_out = true,
    .infer = infer_try_parse_json, .prepare = prepare_parse, .scalar = try_parse_json, .release = release_parse,
};
