/* func/string.c - parts of texts and what is in them: trimming, substrings, search, fields, characters.
 *
 * Positions and lengths are in code points, as in Flink. A result that is a part of an argument is a
 * view of it: the argument lives as long as the batch. */
#include "func/cast.h"
#include "func/text_functions.h"

/* VARCHAR as long as the argument. */
static weir_type varchar_of(weir_type type, bool nullable) {
    return weir_type_with(WEIR_TYPE_VARCHAR, type.length, 0, nullable);
}

/* ---- trimming ---- */

/* Takes the characters of `set` away from the ends. */
static weir_string trimmed(const weir_string *text, const weir_string *set, bool leading, bool trailing) {
    const char *data = weir_string_data(text), *chars = weir_string_data(set);
    size_t      from = 0, to = text->size;
    if (set->size == 1 && (unsigned char)chars[0] < 0x80) {
        while (leading && from < to && data[from] == chars[0])
            from++;
        while (trailing && to > from && data[to - 1] == chars[0])
            to--;
        return text_part(text, from, to);
    }
    while (leading && from < to) {
        size_t step = text_step(data + from, to - from);
        if (set->size < step || memmem(chars, set->size, data + from, step) == NULL)
            break;
        from += step;
    }
    while (trailing && to > from) {
        size_t start = to - 1;
        while (start > from && ((unsigned char)data[start] & 0xc0) == 0x80)
            start--;
        if (set->size < to - start || memmem(chars, set->size, data + start, to - start) == NULL)
            break;
        to = start;
    }
    return text_part(text, from, to);
}

/* TRIM(BOTH|LEADING|TRAILING, characters, text) as the parser writes it; also TRIM(text). */
static weir_status infer_trim(weir_infer *call, weir_error *err) {
    uint32_t text = call->arg_count == 3 ? 2 : 0;
    if (call->arg_count == 3)
        WEIR_TRY(wr_infer_params(call, "uss", false, "texts", err));
    else
        WEIR_TRY(wr_infer_params(call, "s", false, "one text", err));
    call->result = varchar_of(call->param_types[text], infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status trim(const weir_call *call, const weir_column *args, weir_rows rows,
                        weir_vector *out, weir_error *err) {
    (void)err;
    weir_string  blank = weir_string_view(" ", 1), side;
    bool         leading = true, trailing = true;
    if (call->arg_count == 3 && literal_text(call->literals, 0, &side)) {
        leading = DATA(side)[0] != 'T';
        trailing = DATA(side)[0] != 'L';
    }
    const weir_string *sets = call->arg_count == 3 ? strings_of(&args[1]) : NULL;
    const weir_string *texts = strings_of(&args[call->arg_count == 3 ? 2 : 0]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, values[i] = trimmed(&texts[i], sets ? &sets[i] : &blank, leading, trailing););
    return WEIR_OK;
}

static weir_status infer_trim_side(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s?s", false, "a text and maybe the characters to take away", err));
    call->result = varchar_of(call->param_types[0], infer_any_nullable(call));
    return WEIR_OK;
}
static weir_status infer_btrim(weir_infer *call, weir_error *err) {
    WEIR_TRY(infer_trim_side(call, err));
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

static void trim_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out,
                      bool leading, bool trailing) {
    weir_string        blank = weir_string_view(" ", 1);
    const weir_string *texts = strings_of(&args[0]);
    const weir_string *sets = call->arg_count == 2 ? strings_of(&args[1]) : NULL;
    weir_string       *values = out->data;
    WR_EACH(i, rows, values[i] = trimmed(&texts[i], sets ? &sets[i] : &blank, leading, trailing););
}

static weir_status ltrim(const weir_call *call, const weir_column *args, weir_rows rows,
                         weir_vector *out, weir_error *err) {
    (void)err;
    trim_rows(call, args, rows, out, true, false);
    return WEIR_OK;
}
static weir_status rtrim(const weir_call *call, const weir_column *args, weir_rows rows,
                         weir_vector *out, weir_error *err) {
    (void)err;
    trim_rows(call, args, rows, out, false, true);
    return WEIR_OK;
}
static weir_status btrim(const weir_call *call, const weir_column *args, weir_rows rows,
                         weir_vector *out, weir_error *err) {
    (void)err;
    trim_rows(call, args, rows, out, true, true);
    return WEIR_OK;
}

/* ---- SUBSTRING, LEFT, RIGHT ---- */

static weir_status infer_substring(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "si?i", false, "a text, a position and maybe a length", err));
    call->result = varchar_of(call->param_types[0], true);
    return WEIR_OK;
}

/* Code points `from` (from 0) and `count` of them. */
static weir_string code_points(const weir_string *text, size_t from, size_t count) {
    const char *data = weir_string_data(text);
    size_t      start = wr_utf8_offset(data, text->size, from);
    if (count >= text->size - start)
        return text_part(text, start, text->size);
    return text_part(text, start, start + wr_utf8_offset(data + start, text->size - start, count));
}

static weir_status substring(const weir_call *call, const weir_column *args, weir_rows rows,
                             weir_vector *out, weir_error *err) {
    (void)err;
    const weir_string *texts = strings_of(&args[0]);
    const int32_t     *places = args[1].data, *lengths = call->arg_count == 3 ? args[2].data : NULL;
    weir_string       *values = out->data;
    WR_EACH(i, rows, int64_t length = lengths ? lengths[i] : INT32_MAX; int64_t from = places[i];
            if (length < 0) {
                set_null(out, i);
                continue;
            }
            if (from > 0) from--;
            else if (from < 0) from += (int64_t)wr_utf8_length(DATA(texts[i]), texts[i].size);
            values[i] = from < 0 || length == 0 ? no_text : code_points(&texts[i], (size_t)from, (size_t)length););
    return WEIR_OK;
}

static weir_status infer_side(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "si", false, "a text and a length", err));
    call->result = varchar_of(call->param_types[0], true);
    return WEIR_OK;
}

static weir_status left(const weir_call *call, const weir_column *args, weir_rows rows,
                        weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_string *texts = strings_of(&args[0]);
    const int32_t     *lengths = args[1].data;
    weir_string       *values = out->data;
    WR_EACH(i, rows, values[i] = lengths[i] <= 0 ? no_text : code_points(&texts[i], 0, (size_t)lengths[i]););
    return WEIR_OK;
}

static weir_status right(const weir_call *call, const weir_column *args, weir_rows rows,
                         weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_string *texts = strings_of(&args[0]);
    const int32_t     *lengths = args[1].data;
    weir_string       *values = out->data;
    WR_EACH(i, rows, size_t count = wr_utf8_length(DATA(texts[i]), texts[i].size);
            values[i] = lengths[i] <= 0 ? no_text : (size_t)lengths[i] >= count ? texts[i]
                        : code_points(&texts[i], count - (size_t)lengths[i], count););
    return WEIR_OK;
}

/* ---- POSITION, LOCATE, INSTR ---- */

static weir_status infer_position(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "ss?i", false, "two texts and maybe a position", err));
    call->result = weir_type_of(WEIR_TYPE_INT, infer_any_nullable(call));
    return WEIR_OK;
}

/* Position from 1 of `wanted` at or behind code point `from` (from 0); 0: not there. */
static int32_t position_of(const weir_string *wanted, const weir_string *text, size_t from) {
    const char *data = weir_string_data(text);
    if (wanted->size == 0)
        return 1;
    size_t      start = from ? wr_utf8_offset(data, text->size, from) : 0;
    const char *found = text->size - start < wanted->size
                            ? NULL
                            : memmem(data + start, text->size - start, weir_string_data(wanted), wanted->size);
    return found ? (int32_t)wr_utf8_length(data, (size_t)(found - data)) + 1 : 0;
}

static weir_status position(const weir_call *call, const weir_column *args, weir_rows rows,
                            weir_vector *out, weir_error *err) {
    (void)err;
    const weir_string *wanted = strings_of(&args[0]), *texts = strings_of(&args[1]);
    const int32_t     *places = call->arg_count == 3 ? args[2].data : NULL;
    int32_t           *values = out->data;
    WR_EACH(i, rows, size_t from = places && places[i] > 1 ? (size_t)places[i] - 1 : 0;
            values[i] = position_of(&wanted[i], &texts[i], from););
    return WEIR_OK;
}

static weir_status infer_instr(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "ss?ii", false, "two texts, and maybe a position and an occurrence", err));
    call->result = weir_type_of(WEIR_TYPE_INT, infer_any_nullable(call));
    return WEIR_OK;
}

/* The n-th occurrence from position `from`; from the end towards the beginning where it is negative. */
static int32_t occurrence(const weir_string *text, const weir_string *wanted, int64_t from, int64_t n) {
    if (from == 0)
        return 0;
    if (wanted->size == 0)
        return from > 0 ? 1 : (int32_t)wr_utf8_length(weir_string_data(text), text->size) + 1;
    if (from > 0) {
        int32_t at = 0;
        for (size_t start = (size_t)from - 1; n > 0; n--, start = (size_t)at)
            if ((at = position_of(wanted, text, start)) == 0)
                return 0;
        return at;
    }
    const char *data = weir_string_data(text);
    int64_t     last = (int64_t)wr_utf8_length(data, text->size) -
                   (int64_t)wr_utf8_length(weir_string_data(wanted), wanted->size) + 1 + from;
    if (last < 0)
        return 0;
    size_t at = wr_utf8_offset(data, text->size, (size_t)last);
    for (int64_t k = last;; k--) {
        if (text->size - at >= wanted->size && memcmp(data + at, weir_string_data(wanted), wanted->size) == 0 && --n == 0)
            return (int32_t)k + 1;
        if (at == 0 || k == 0)
            return 0;
        do
            at--;
        while (at > 0 && ((unsigned char)data[at] & 0xc0) == 0x80);
    }
}

static weir_status instr(const weir_call *call, const weir_column *args, weir_rows rows,
                         weir_vector *out, weir_error *err) {
    const weir_string *texts = strings_of(&args[0]), *wanted = strings_of(&args[1]);
    const int32_t     *places = call->arg_count >= 3 ? args[2].data : NULL;
    const int32_t     *numbers = call->arg_count == 4 ? args[3].data : NULL;
    int32_t           *values = out->data;
    WR_EACH(i, rows, int32_t n = numbers ? numbers[i] : 1;
            if (n <= 0) return weir_fail(err, WEIR_DATA, "INSTR counts occurrences from 1, not %d", n);
            values[i] = occurrence(&texts[i], &wanted[i], places ? places[i] : 1, n););
    return WEIR_OK;
}

/* ---- SPLIT_INDEX, ELT ---- */

static weir_status infer_split_index(weir_infer *call, weir_error *err) {
    bool code = call->arg_count == 3 && weir_type_is_integer(call->arg_types[1]);
    WEIR_TRY(wr_infer_params(call, code ? "sii" : "ssi", false, "a text, a separator and an index", err));
    call->result = type_string(true);
    return WEIR_OK;
}

static bool is_blank(char c) { /* what separates when the separator is '' */
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
}

/* Field `index` from 0. An empty text has no fields. */
static bool split_field(const weir_string *text, const char *separator, size_t size, int32_t index,
                        weir_string *value) {
    const char *data = weir_string_data(text);
    size_t      start = 0;
    if (text->size == 0 || index < 0)
        return false;
    for (;; index--) {
        size_t end = text->size, next = SIZE_MAX;
        if (size == 0) {
            for (size_t at = start; at < text->size; at++) {
                if (is_blank(data[at])) {
                    end = at;
                    next = at + 1;
                    break;
                }
            }
        } else {
            const char *found = start < text->size ? memmem(data + start, text->size - start, separator, size) : NULL;
            if (found) {
                end = (size_t)(found - data);
                next = end + size;
            }
        }
        if (index == 0) {
            *value = text_part(text, start, end);
            return true;
        }
        if (next == SIZE_MAX)
            return false;
        start = next;
    }
}

static weir_status split_index(const weir_call *call, const weir_column *args, weir_rows rows,
                               weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_string *texts = strings_of(&args[0]);
    const int32_t     *indexes = args[2].data;
    weir_string       *values = out->data;
    bool               code = !weir_type_is_string(args[1].type);
    WR_EACH(i, rows, char single[4]; const char *separator = single; size_t size = 0;
            if (code) {
                int32_t number = ((const int32_t *)args[1].data)[i];
                if (number < 1 || number > 255) {
                    set_null(out, i);
                    continue;
                }
                size = wr_utf8_encode((uint32_t)number, single);
            } else {
                const weir_string *text = &strings_of(&args[1])[i];
                separator = weir_string_data(text);
                size = text->size;
            }
            if (!split_field(&texts[i], separator, size, indexes[i], &values[i])) set_null(out, i););
    return WEIR_OK;
}

static weir_status infer_elt(weir_infer *call, weir_error *err) {
    static const char takes[] = "an index and texts";
    weir_type         common;
    int64_t           index;
    if (call->arg_count < 2 || !weir_type_is_integer(call->arg_types[0]) ||
        !wr_merged_type(call->arena, call->arg_types + 1, call->arg_count - 1, &common) || !weir_type_is_bytes(common))
        return wr_infer_refuse(call, takes, err);
    if (literal_integer(call, 0, &index) && index < 0)
        return weir_fail(err, WEIR_INVALID, "ELT counts from 1; the index %lld is negative", (long long)index);
    call->param_types[0] = weir_type_of(WEIR_TYPE_BIGINT, call->arg_types[0].nullable);
    for (uint32_t i = 1; i < call->arg_count; i++)
        call->param_types[i] = type_nullable(common, call->arg_types[i].nullable || call->arg_types[i].id == WEIR_TYPE_NULL);
    call->result = type_nullable(common, true);
    return WEIR_OK;
}

static weir_status elt(const weir_call *call, const weir_column *args, weir_rows rows,
                       weir_vector *out, weir_error *err) {
    (void)err;
    const int64_t *indexes = args[0].data;
    weir_string   *values = out->data;
    WR_EACH(i, rows, bool known = !column_is_null(&args[0], i) && indexes[i] >= 1 && indexes[i] < call->arg_count;
            if (!known || column_is_null(&args[indexes[i]], i)) set_null(out, i);
            else values[i] = strings_of(&args[indexes[i]])[i];);
    return WEIR_OK;
}

/* ---- ASCII, CHR, CHAR_LENGTH ---- */

static weir_status infer_text_to_int(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s", false, "one text", err));
    call->result = weir_type_of(WEIR_TYPE_INT, infer_any_nullable(call));
    return WEIR_OK;
}

/* The first byte, with its sign, as Flink has it. */
static weir_status ascii(const weir_call *call, const weir_column *args, weir_rows rows,
                         weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_string *texts = strings_of(&args[0]);
    int32_t           *values = out->data;
    WR_EACH(i, rows, values[i] = texts[i].size ? (int32_t)(int8_t)DATA(texts[i])[0] : 0;);
    return WEIR_OK;
}

static weir_status char_length(const weir_call *call, const weir_column *args, weir_rows rows,
                               weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_string *texts = strings_of(&args[0]);
    int32_t           *values = out->data;
    WR_EACH(i, rows, values[i] = (int32_t)wr_utf8_length(DATA(texts[i]), texts[i].size););
    return WEIR_OK;
}

static weir_status infer_chr(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "l", false, "one integer", err));
    call->result = type_string(true);
    return WEIR_OK;
}

static weir_status chr(const weir_call *call, const weir_column *args, weir_rows rows,
                       weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const int64_t *codes = args[0].data;
    weir_string   *values = out->data;
    WR_EACH(i, rows, char text[4]; size_t size = codes[i] < 0 ? 0 : wr_utf8_encode((uint32_t)(codes[i] & 255), text);
            values[i] = weir_string_view(text, size););
    return WEIR_OK;
}

/* ---- STARTSWITH, ENDSWITH ---- */

static weir_status infer_ends(weir_infer *call, weir_error *err) {
    bool bytes = call->arg_count == 2 && (weir_type_is_binary(call->arg_types[0]) || weir_type_is_binary(call->arg_types[1]));
    WEIR_TRY(wr_infer_params(call, bytes ? "bb" : "ss", false, "two texts or two BYTES", err));
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status starts_with(const weir_call *call, const weir_column *args, weir_rows rows,
                               weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_string *texts = strings_of(&args[0]), *wanted = strings_of(&args[1]);
    uint8_t           *values = out->data;
    WR_EACH(i, rows, values[i] = texts[i].size >= wanted[i].size &&
                                 memcmp(DATA(texts[i]), DATA(wanted[i]), wanted[i].size) == 0;);
    return WEIR_OK;
}

static weir_status ends_with(const weir_call *call, const weir_column *args, weir_rows rows,
                             weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_string *texts = strings_of(&args[0]), *wanted = strings_of(&args[1]);
    uint8_t           *values = out->data;
    WR_EACH(i, rows, values[i] = texts[i].size >= wanted[i].size &&
                                 memcmp(DATA(texts[i]) + (texts[i].size - wanted[i].size), DATA(wanted[i]), wanted[i].size) == 0;);
    return WEIR_OK;
}

TEXT_FUNCTION(ascii, "ASCII", infer_text_to_int, ascii);
TEXT_FUNCTION(btrim, "BTRIM", infer_btrim, btrim);
TEXT_FUNCTION(chr, "CHR", infer_chr, chr);
TEXT_FUNCTION(endswith, "ENDSWITH", infer_ends, ends_with);
TEXT_FUNCTION(instr, "INSTR", infer_instr, instr);
TEXT_FUNCTION(left, "LEFT", infer_side, left);
TEXT_FUNCTION(locate, "LOCATE", infer_position, position);
TEXT_FUNCTION(ltrim, "LTRIM", infer_trim_side, ltrim);
TEXT_FUNCTION(position, "POSITION", infer_position, position);
TEXT_FUNCTION(right, "RIGHT", infer_side, right);
TEXT_FUNCTION(rtrim, "RTRIM", infer_trim_side, rtrim);
TEXT_FUNCTION(split_index, "SPLIT_INDEX", infer_split_index, split_index);
TEXT_FUNCTION(startswith, "STARTSWITH", infer_ends, starts_with);
TEXT_FUNCTION(trim, "TRIM", infer_trim, trim);
const weir_function weir_function_char_length = {
    .abi = sizeof(weir_function), .name = "CHAR_LENGTH", .aliases = "CHARACTER_LENGTH",
    .null_in_null_out = true, .infer = infer_text_to_int, .scalar = char_length,
};
const weir_function weir_function_elt = {
    .abi = sizeof(weir_function), .name = "ELT", .infer = infer_elt, .scalar = elt,
};
const weir_function weir_function_substring = {
    .abi = sizeof(weir_function), .name = "SUBSTRING", .aliases = "SUBSTR", .null_in_null_out = true,
    .infer = infer_substring, .scalar = substring,
};
