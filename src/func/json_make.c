/* func/json_make.c - what makes JSON of SQL values: JSON_OBJECT, JSON_ARRAY, JSON_STRING and JSON, JSON_QUOTE and JSON_UNQUOTE.
 *
 * A value that is JSON already (a nested JSON_OBJECT, JSON_ARRAY or JSON call) is marked by the symbol RAW in front of it, which
 * the binder puts there, and goes in as it is; all other texts become JSON strings. */
#include "base/json_text.h"
#include "batch/vector.h"
#include "func/json_tree.h"
#include "func/json_value.h"
#include "func/text.h"

/* One value of JSON_OBJECT or JSON_ARRAY. */
typedef struct json_part {
    uint32_t key, value; /* indexes of arguments */
    bool     raw;
} json_part;

typedef struct maker {
    json_part       parts[WEIR_ARGS_MAX];
    uint32_t        count;
    bool            absent; /* ABSENT ON NULL */
    wr_json_members members;
    wr_buffer       text;
    wr_arena       *scratch;
} maker;

static bool is_symbol(const weir_type *types, const weir_value *const *literals, uint32_t index, const char *word) {
    weir_string text;
    return types[index].id == WEIR_TYPE_SYMBOL && literal_text(literals, index, &text) && text.size == strlen(word) &&
           memcmp(weir_string_data(&text), word, text.size) == 0;
}

/* The arguments: (key, [RAW] value)... or ([RAW] value)..., and how NULL counts. False: they are none of that. */
static bool read_parts(const weir_type *types, const weir_value *const *literals, uint32_t count, bool keys, maker *made) {
    if (count > 0 && (is_symbol(types, literals, count - 1, "NULL_ON_NULL") || is_symbol(types, literals, count - 1, "ABSENT_ON_NULL")))
        made->absent = is_symbol(types, literals, --count, "ABSENT_ON_NULL");
    for (uint32_t i = 0; i < count; i++) {
        json_part *part = &made->parts[made->count++];
        part->key = i;
        i += keys;
        part->raw = i < count && is_symbol(types, literals, i, "RAW");
        i += part->raw;
        part->value = i;
        if (i >= count || types[i].id == WEIR_TYPE_SYMBOL)
            return false;
    }
    return true;
}

static weir_status infer_parts(weir_infer *call, bool keys, const char *takes, weir_error *err) {
    maker made = {.absent = false};
    if (!read_parts(call->arg_types, call->literals, call->arg_count, keys, &made))
        return wr_infer_refuse(call, takes, err);
    for (uint32_t i = 0; i < made.count; i++) {
        const weir_type key = call->arg_types[made.parts[i].key], value = call->arg_types[made.parts[i].value];
        if (keys && !weir_type_is_string(key))
            return weir_fail(err, WEIR_INVALID, "the keys of %s are texts; CAST this one AS STRING", call->name);
        if (keys && key.nullable)
            return weir_fail(err, WEIR_INVALID, "a key of %s can be NULL, which no key may be; take COALESCE(key, 'none')", call->name);
        if (value.id == WEIR_TYPE_NULL)
            return weir_fail(err, WEIR_INVALID, "%s: a NULL needs a type: CAST(NULL AS STRING)", call->name);
        if (!made.parts[i].raw)
            WEIR_TRY(wr_json_type_check(call->name, value, err));
    }
    call->result = type_string(false);
    return WEIR_OK;
}

static weir_status infer_object(weir_infer *call, weir_error *err) {
    return infer_parts(call, true, "keys and values, and NULL ON NULL or ABSENT ON NULL", err);
}

static weir_status infer_array(weir_infer *call, weir_error *err) {
    return infer_parts(call, false, "values, and NULL ON NULL or ABSENT ON NULL", err);
}

static maker *new_maker(weir_call *call) {
    maker *made = wr_arena_calloc(call->arena, 1, sizeof *made);
    made->scratch = wr_arena_create(0);
    call->prepared = made;
    return made;
}

static weir_status prepare_object(weir_call *call, weir_error *err) {
    (void)err;
    read_parts(call->arg_types, call->literals, call->arg_count, true, new_maker(call));
    return WEIR_OK;
}

static weir_status prepare_array(weir_call *call, weir_error *err) {
    maker *made = new_maker(call);
    (void)err;
    made->absent = true;
    read_parts(call->arg_types, call->literals, call->arg_count, false, made);
    return WEIR_OK;
}

static weir_status prepare_plain(weir_call *call, weir_error *err) {
    (void)err;
    new_maker(call);
    return WEIR_OK;
}

static void release_maker(weir_call *call) {
    maker *made = call->prepared;
    if (made == NULL)
        return;
    wr_json_members_free(&made->members);
    wr_buffer_free(&made->text);
    wr_arena_destroy(made->scratch);
    call->prepared = NULL;
}

static weir_status put_part(const json_part *part, const weir_column *args, uint32_t row, wr_buffer *out, weir_error *err) {
    weir_value value = wr_column_value(&args[part->value], row);
    if (!part->raw || value.is_null)
        return wr_json_put_value(out, args[part->value].type, &value, err);
    wr_buffer_append(out, weir_string_data(&value.u.string), value.u.string.size);
    return WEIR_OK;
}

static weir_status put_text(const weir_call *call, weir_vector *out, uint32_t row, const wr_buffer *text, weir_error *err) {
    if (text->size > WR_TEXT_RESULT_MAX)
        return weir_fail(err, WEIR_DATA, "%s would make a text of more than %llu bytes", call->function->name, (unsigned long long)WR_TEXT_RESULT_MAX);
    ((weir_string *)out->data)[row] = string_copy(out, text->data ? text->data : "", text->size);
    return WEIR_OK;
}

static weir_status object_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    maker *made = call->prepared;
    WR_EACH(i, rows, for (uint32_t k = 0; k < made->count; k++) {
        const json_part *part = &made->parts[k];
        if (made->absent && column_is_null(&args[part->value], i)) continue;
        if (column_is_null(&args[part->key], i)) return weir_fail(err, WEIR_DATA, "JSON_OBJECT: a key is NULL");
        const weir_string *key = &strings_of(&args[part->key])[i];
        wr_json_members_add(&made->members, weir_string_data(key), key->size);
        WEIR_TRY(put_part(part, args, i, &made->members.bytes, err));
    }
    made->text.size = 0;
    wr_json_members_put(&made->members, &made->text);
    WEIR_TRY(put_text(call, out, i, &made->text, err)););
    return WEIR_OK;
}

static weir_status array_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    maker *made = call->prepared;
    WR_EACH(i, rows, made->text.size = 0; wr_buffer_byte(&made->text, '[');
            for (uint32_t k = 0; k < made->count; k++) {
                const json_part *part = &made->parts[k];
                if (made->absent && column_is_null(&args[part->value], i)) continue;
                if (made->text.size > 1) wr_buffer_byte(&made->text, ',');
                WEIR_TRY(put_part(part, args, i, &made->text, err));
            }
            wr_buffer_byte(&made->text, ']');
            WEIR_TRY(put_text(call, out, i, &made->text, err)););
    return WEIR_OK;
}

/* ---- JSON_STRING, JSON ---- */

static weir_status infer_string(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || call->arg_types[0].id == WEIR_TYPE_SYMBOL)
        return wr_infer_refuse(call, "one value", err);
    WEIR_TRY(wr_json_type_check(call->name, call->arg_types[0], err));
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status string_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    maker *made = call->prepared;
    WR_EACH(i, rows, weir_value value = wr_column_value(&args[0], i); made->text.size = 0;
            WEIR_TRY(wr_json_put_value(&made->text, args[0].type, &value, err));
            WEIR_TRY(put_text(call, out, i, &made->text, err)););
    return WEIR_OK;
}

static weir_status infer_text(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s", false, "one text", err));
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status infer_json(weir_infer *call, weir_error *err) {
    WEIR_TRY(infer_text(call, err));
    call->result.nullable = true;
    return WEIR_OK;
}

/* The text written anew; an empty text is no value at all. */
static weir_status json_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    maker *made = call->prepared;
    char   reason[WR_JSON_REASON_MAX];
    WR_EACH(i, rows, const weir_string *text = &strings_of(&args[0])[i];
            if (text->size == 0) {
                set_null(out, i);
                continue;
            }
            wr_arena_reset(made->scratch);
            const wr_json *value = wr_json_parse(weir_string_data(text), text->size, made->scratch, reason);
            if (value == NULL)
                return weir_fail(err, WEIR_DATA, "JSON: '%.*s' is not JSON: %s", (int)WR_MIN(text->size, 60U), weir_string_data(text), reason);
            made->text.size = 0;
            wr_json_put(&made->text, value, made->scratch);
            WEIR_TRY(put_text(call, out, i, &made->text, err)););
    return WEIR_OK;
}

/* ---- JSON_QUOTE, JSON_UNQUOTE ---- */

/* Only control characters with a letter of their own are escaped; beyond ASCII a character becomes \u with its code point, and one
 * beyond the basic plane the second half of its pair as well: that is how Flink does it. */
static void put_quoted(wr_buffer *out, const char *text, size_t size) {
    static const char special[] = "\"\\/\b\f\n\r\t", letters[] = "\"\\/bfnrt";
    wr_buffer_byte(out, '"');
    for (size_t at = 0; at < size;) {
        const uint32_t c = wr_utf8_next(text, size, &at);
        const char    *found = c != 0 && c < 0x80 ? strchr(special, (int)c) : NULL;
        if (found != NULL) {
            wr_buffer_byte(out, '\\');
            wr_buffer_byte(out, letters[found - special]);
        } else if (c < 0x80) {
            wr_buffer_byte(out, (char)c);
        } else {
            wr_buffer_printf(out, "\\u%04x", c);
            if (c >= 0x10000)
                wr_buffer_printf(out, "\\u%04x", 0xdc00 + ((c - 0x10000) & 0x3ff));
        }
    }
    wr_buffer_byte(out, '"');
}

static weir_status quote_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    maker *made = call->prepared;
    WR_EACH(i, rows, const weir_string *text = &strings_of(&args[0])[i]; made->text.size = 0;
            put_quoted(&made->text, weir_string_data(text), text->size);
            WEIR_TRY(put_text(call, out, i, &made->text, err)););
    return WEIR_OK;
}

/* What stands between the quotes, without escapes; false: an escape is wrong, or a control character stands as it is. */
static bool put_unescaped(wr_buffer *out, const char *p, const char *end) {
    static const char letters[] = "\"\\/bfnrt", special[] = "\"\\/\b\f\n\r\t";
    while (p < end) {
        if ((unsigned char)*p < 0x20)
            return false;
        if (*p != '\\') {
            wr_buffer_byte(out, *p++);
            continue;
        }
        if (++p == end || *p == '\0')
            return false;
        const char *found = strchr(letters, *p++);
        char        bytes[4];
        uint32_t    code_point;
        if (found != NULL) {
            wr_buffer_byte(out, special[found - letters]);
            continue;
        }
        if (p[-1] != 'u' || !wr_json_read_unicode(&p, end, &code_point))
            return false;
        wr_buffer_append(out, bytes, wr_utf8_encode(code_point, bytes));
    }
    return true;
}

static weir_status unquote_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    maker *made = call->prepared;
    WR_EACH(i, rows, const weir_string *text = &strings_of(&args[0])[i]; const char *data = weir_string_data(text); made->text.size = 0;
            bool good = text->size >= 2 && data[0] == '"' && data[text->size - 1] == '"' && put_unescaped(&made->text, data + 1, data + text->size - 1);
            if (good) WEIR_TRY(put_text(call, out, i, &made->text, err));
            else ((weir_string *)out->data)[i] = *text;);
    return WEIR_OK;
}

const weir_function weir_function_json_object = {
    .abi = sizeof(weir_function), .name = "JSON_OBJECT", .infer = infer_object, .prepare = prepare_object, .scalar = object_rows, .release = release_maker,
};
const weir_function weir_function_json_array = {
    .abi = sizeof(weir_function), .name = "JSON_ARRAY", .infer = infer_array, .prepare = prepare_array, .scalar = array_rows, .release = release_maker,
};
const weir_function weir_function_json_string = {
    .abi = sizeof(weir_function), .name = "JSON_STRING", .null_in_null_out = true,
    .infer = infer_string, .prepare = prepare_plain, .scalar = string_rows, .release = release_maker,
};
const weir_function weir_function_json = {
    .abi = sizeof(weir_function), .name = "JSON", .null_in_null_out = true,
    .infer = infer_json, .prepare = prepare_plain, .scalar = json_rows, .release = release_maker,
};
const weir_function weir_function_json_quote = {
    .abi = sizeof(weir_function), .name = "JSON_QUOTE", .null_in_null_out = true,
    .infer = infer_text, .prepare = prepare_plain, .scalar = quote_rows, .release = release_maker,
};
const weir_function weir_function_json_unquote = {
    .abi = sizeof(weir_function), .name = "JSON_UNQUOTE", .null_in_null_out = true,
    .infer = infer_text, .prepare = prepare_plain, .scalar = unquote_rows, .release = release_maker,
};
