/* func/string.c - functions on text: case, trimming, padding, parts, search, replacement, joining.
 *
 * Positions and lengths are in code points as in Flink, but LPAD, RPAD and OVERLAY count UTF-16 units
 * as Flink does there; half of a pair that they cut off becomes '?'. A result that is a part of an
 * argument is a view of it: the argument lives as long as the batch. */
#include "func/cast.h"
#include "func/text.h"

#define DATA(string) weir_string_data(&(string))
static const weir_string no_text;

/* A part of `whole`, without a copy. */
static weir_string part(const weir_string *whole, size_t from, size_t to) {
    return weir_string_view(weir_string_data(whole) + from, to - from);
}

/* VARCHAR as long as the argument. */
static weir_type varchar_of(weir_type type, bool nullable) {
    return weir_type_with(WEIR_TYPE_VARCHAR, type.length, 0, nullable);
}

/* ---- UPPER, LOWER, INITCAP ---- */

static weir_status infer_case(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s", false, "one text", err));
    call->result = type_nullable(call->param_types[0], infer_any_nullable(call));
    return WEIR_OK;
}

static void ascii_upper(const char *from, size_t size, char *to) {
    for (size_t i = 0; i < size; i++)
        to[i] = (char)(from[i] ^ ((from[i] >= 'a' && from[i] <= 'z') ? 0x20 : 0));
}
static void ascii_lower(const char *from, size_t size, char *to) {
    for (size_t i = 0; i < size; i++)
        to[i] = (char)(from[i] ^ ((from[i] >= 'A' && from[i] <= 'Z') ? 0x20 : 0));
}

static uint32_t changed(uint32_t code_point, bool upper, uint32_t to[3]) {
    if (code_point >= 0x80)
        return upper ? wr_text_upper(code_point, to) : wr_text_lower(code_point, to);
    char from = (char)code_point, one;
    (upper ? ascii_upper : ascii_lower)(&from, 1, &one);
    to[0] = (unsigned char)one;
    return 1;
}

static bool is_cased(uint32_t code_point) {
    uint32_t to[3];
    return changed(code_point, true, to) != 1 || to[0] != code_point ||
           changed(code_point, false, to) != 1 || to[0] != code_point;
}
/* Marks inside words, which do not end them. */
static bool is_case_ignorable(uint32_t c) {
    return c == '\'' || c == '.' || c == ':' || c == '^' || c == '`' || c == 0xad || c == 0xb7 ||
           (c >= 0x300 && c <= 0x36f) || c == 0x2019;
}

/* A capital sigma at the end of a word gets its other small form. */
static bool ends_word(const char *text, size_t size, size_t sigma, size_t behind) {
    bool inside = false;
    for (size_t at = 0; at < sigma;) {
        uint32_t c = wr_text_next(text, size, &at);
        if (!is_case_ignorable(c))
            inside = is_cased(c);
    }
    if (!inside)
        return false;
    while (behind < size) {
        uint32_t c = wr_text_next(text, size, &behind);
        if (!is_case_ignorable(c))
            return !is_cased(c);
    }
    return true;
}

static weir_status change_case(const weir_column *args, weir_rows rows, weir_vector *out, bool upper,
                               weir_error *err) {
    const weir_string *texts = strings_of(&args[0]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, const char *text = DATA(texts[i]); size_t size = texts[i].size;
            if (size <= WEIR_STRING_INLINE && text_is_ascii(text, size)) {
                char small[WEIR_STRING_INLINE];
                (upper ? ascii_upper : ascii_lower)(text, size, small);
                values[i] = weir_string_view(small, size);
                continue;
            }
            if (text_is_ascii(text, size)) {
                char *room = wr_string_room(out, size);
                (upper ? ascii_upper : ascii_lower)(text, size, room);
                values[i] = weir_string_view(room, size);
                continue;
            }
            char *room = wr_text_room(out, upper ? "UPPER" : "LOWER", (uint64_t)size * 6, err);
            if (room == NULL) return WEIR_DATA;
            size_t used = 0;
            for (size_t at = 0; at < size;) {
                size_t   start = at;
                uint32_t to[3];
                uint32_t code_point = wr_text_next(text, size, &at);
                uint32_t count = changed(code_point, upper, to);
                if (!upper && code_point == 0x3a3 && ends_word(text, size, start, at))
                    to[0] = 0x3c2;
                for (uint32_t k = 0; k < count; k++)
                    used += wr_utf8_encode(to[k], room + used);
            }
            values[i] = weir_string_view(room, used););
    return WEIR_OK;
}

static weir_status upper(const weir_call *call, const weir_column *args, weir_rows rows,
                         weir_vector *out, weir_error *err) {
    (void)call;
    return change_case(args, rows, out, true, err);
}

static weir_status lower(const weir_call *call, const weir_column *args, weir_rows rows,
                         weir_vector *out, weir_error *err) {
    (void)call;
    return change_case(args, rows, out, false, err);
}

/* Only ASCII letters change, and every other byte than an ASCII letter or digit begins a word. */
static weir_status initcap(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_string *texts = strings_of(&args[0]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, const char *text = DATA(texts[i]); size_t size = texts[i].size; bool begins = true;
            char small[WEIR_STRING_INLINE];
            char *room = size > WEIR_STRING_INLINE ? wr_string_room(out, size) : small;
            for (size_t k = 0; k < size; k++) {
                char c = text[k];
                bool is_lower = c >= 'a' && c <= 'z';
                bool is_upper = c >= 'A' && c <= 'Z';
                room[k] = (char)((begins && is_lower) || (!begins && is_upper) ? c ^ 0x20 : c);
                begins = !is_lower && !is_upper && !(c >= '0' && c <= '9');
            }
            values[i] = weir_string_view(room, size););
    return WEIR_OK;
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
        return part(text, from, to);
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
    return part(text, from, to);
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

/* ---- UTF-16 units, where Flink counts them ---- */

/* Bytes before unit `units` of the text; *half: the unit is the second of a pair, which begins there. */
static size_t unit_offset(const char *text, size_t size, uint64_t units, bool *half) {
    size_t at = 0;
    *half = false;
    while (at < size && units > 0) {
        size_t step = text_step(text + at, size - at);
        if (step == 4 && units == 1) {
            *half = true;
            return at;
        }
        units -= step == 4 ? 2 : 1;
        at += step;
    }
    return at;
}

/* ---- LPAD, RPAD ---- */

static weir_status infer_pad(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "sis", false, "a text, a length and a text", err));
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

/* The first `units` of the text repeated; a pair that is cut becomes '?'. Returns the bytes written. */
static size_t repeat_units(char *to, const char *text, size_t size, size_t text_units, uint64_t units) {
    size_t used = 0;
    for (; units >= text_units; units -= text_units, used += size)
        memcpy(to + used, text, size);
    bool   half;
    size_t rest = unit_offset(text, size, units, &half);
    memcpy(to + used, text, rest);
    used += rest;
    if (half)
        to[used++] = '?';
    return used;
}

static weir_status pad(const weir_column *args, weir_rows rows, weir_vector *out, bool left,
                       weir_error *err) {
    const weir_string *texts = strings_of(&args[0]), *pads = strings_of(&args[2]);
    const int32_t     *lengths = args[1].data;
    weir_string       *values = out->data;
    WR_EACH(i, rows, const char *text = DATA(texts[i]); size_t size = texts[i].size;
            if (lengths[i] < 0 || pads[i].size == 0) {
                set_null(out, i);
                continue;
            }
            size_t length = (size_t)lengths[i], units = wr_text_units(text, size);
            if (length == units) {
                values[i] = texts[i];
                continue;
            }
            if (length < units) {
                bool   half;
                size_t end = unit_offset(text, size, length, &half);
                values[i] = part(&texts[i], 0, end);
                if (half) {
                    char *room = wr_string_room(out, end + 1);
                    memcpy(room, text, end);
                    room[end] = '?';
                    values[i] = weir_string_view(room, end + 1);
                }
                continue;
            }
            size_t pad_units = wr_text_units(DATA(pads[i]), pads[i].size);
            uint64_t bytes = ((uint64_t)(length - units) / pad_units + 1) * pads[i].size + size;
            char *room = wr_text_room(out, left ? "LPAD" : "RPAD", bytes, err);
            if (room == NULL) return WEIR_DATA;
            size_t used = 0;
            if (!left) {
                memcpy(room, text, size);
                used = size;
            }
            used += repeat_units(room + used, DATA(pads[i]), pads[i].size, pad_units, length - units);
            if (left) {
                memcpy(room + used, text, size);
                used += size;
            }
            values[i] = weir_string_view(room, used););
    return WEIR_OK;
}

static weir_status lpad(const weir_call *call, const weir_column *args, weir_rows rows,
                        weir_vector *out, weir_error *err) {
    (void)call;
    return pad(args, rows, out, true, err);
}
static weir_status rpad(const weir_call *call, const weir_column *args, weir_rows rows,
                        weir_vector *out, weir_error *err) {
    (void)call;
    return pad(args, rows, out, false, err);
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
        return part(text, start, text->size);
    return part(text, start, start + wr_utf8_offset(data + start, text->size - start, count));
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

/* ---- OVERLAY ---- */

static weir_status infer_overlay(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "ssi?i", false, "two texts, a position and maybe a length", err));
    uint64_t length = (uint64_t)call->param_types[0].length + call->param_types[1].length;
    call->result = weir_type_with(WEIR_TYPE_VARCHAR, (uint32_t)WR_MIN(length, (uint64_t)WEIR_STRING_LENGTH_MAX), 0,
                                  infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status overlay(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    const weir_string *texts = strings_of(&args[0]), *others = strings_of(&args[1]);
    const int32_t     *places = args[2].data, *lengths = call->arg_count == 4 ? args[3].data : NULL;
    weir_string       *values = out->data;
    WR_EACH(i, rows, const char *text = DATA(texts[i]); size_t size = texts[i].size;
            int64_t units = (int64_t)wr_text_units(text, size); int64_t from = places[i];
            int64_t length = lengths ? lengths[i] : (int64_t)wr_text_units(DATA(others[i]), others[i].size);
            if (from <= 0 || from > units) {
                values[i] = texts[i];
                continue;
            }
            char *room = wr_text_room(out, "OVERLAY", (uint64_t)size + others[i].size + 2, err);
            if (room == NULL) return WEIR_DATA;
            bool   half;
            size_t used = unit_offset(text, size, (uint64_t)from - 1, &half);
            memcpy(room, text, used);
            if (half) room[used++] = '?';
            memcpy(room + used, DATA(others[i]), others[i].size);
            used += others[i].size;
            if (length > 0 && from + length <= units) {
                size_t rest = unit_offset(text, size, (uint64_t)(from - 1 + length), &half);
                if (half) {
                    room[used++] = '?';
                    rest += text_step(text + rest, size - rest);
                }
                memcpy(room + used, text + rest, size - rest);
                used += size - rest;
            }
            values[i] = weir_string_view(room, used););
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

/* ---- REPLACE, TRANSLATE ---- */

static weir_status infer_three_texts(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "sss", false, "three texts", err));
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

/* An empty search text stands before, between and behind the UTF-16 units. */
static weir_status put_between(const weir_string *text, const weir_string *by, weir_vector *out,
                               weir_string *value, weir_error *err) {
    const char *data = weir_string_data(text);
    char       *room = wr_text_room(out, "REPLACE", text->size + ((uint64_t)text->size + 1) * by->size, err);
    size_t      used = 0;
    if (room == NULL)
        return WEIR_DATA;
    memcpy(room, weir_string_data(by), by->size);
    used = by->size;
    for (size_t at = 0; at < text->size;) {
        size_t step = text_step(data + at, text->size - at);
        for (size_t unit = 0; unit < (step == 4 && by->size ? 2U : 1U); unit++) {
            if (step == 4 && by->size) {
                room[used++] = '?';
            } else {
                memcpy(room + used, data + at, step);
                used += step;
            }
            memcpy(room + used, weir_string_data(by), by->size);
            used += by->size;
        }
        at += step;
    }
    *value = weir_string_view(room, used);
    return WEIR_OK;
}

static weir_status replace_one(const weir_string *text, const weir_string *wanted, const weir_string *by,
                               weir_vector *out, weir_string *value, weir_error *err) {
    const char *data = weir_string_data(text), *end = data + text->size;
    const char *needle = weir_string_data(wanted);
    if (wanted->size == 0)
        return put_between(text, by, out, value, err);
    uint64_t    count = 0;
    const char *found = text->size ? memmem(data, text->size, needle, wanted->size) : NULL, *first = found;
    for (; found; count++) {
        found += wanted->size;
        found = found < end ? memmem(found, (size_t)(end - found), needle, wanted->size) : NULL;
    }
    if (count == 0) {
        *value = *text;
        return WEIR_OK;
    }
    char *room = wr_text_room(out, "REPLACE", text->size - count * wanted->size + count * by->size, err);
    if (room == NULL)
        return WEIR_DATA;
    size_t used = 0;
    for (found = first; found; found = data < end ? memmem(data, (size_t)(end - data), needle, wanted->size) : NULL) {
        memcpy(room + used, data, (size_t)(found - data));
        used += (size_t)(found - data);
        memcpy(room + used, weir_string_data(by), by->size);
        used += by->size;
        data = found + wanted->size;
    }
    memcpy(room + used, data, (size_t)(end - data));
    used += (size_t)(end - data);
    *value = weir_string_view(room, used);
    return WEIR_OK;
}

static weir_status replace(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    (void)call;
    const weir_string *texts = strings_of(&args[0]), *wanted = strings_of(&args[1]), *by = strings_of(&args[2]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, WEIR_TRY(replace_one(&texts[i], &wanted[i], &by[i], out, &values[i], err)););
    return WEIR_OK;
}

static weir_status infer_translate(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "sss", false, "three texts", err));
    call->result = type_string(call->param_types[0].nullable);
    return WEIR_OK;
}

/* Every character of `from` becomes the one at its place in `to`, or goes where there is none. */
static weir_status translate_one(const weir_string *text, const weir_string *from, const weir_string *to,
                                 weir_vector *out, weir_string *value, weir_error *err) {
    const char *data = weir_string_data(text), *keys = weir_string_data(from), *new = weir_string_data(to);
    char       *room = wr_text_room(out, "TRANSLATE", (uint64_t)text->size * 4, err);
    size_t      used = 0;
    if (room == NULL)
        return WEIR_DATA;
    for (size_t at = 0; at < text->size;) {
        size_t step = text_step(data + at, text->size - at);
        const char *key = from->size >= step ? memmem(keys, from->size, data + at, step) : NULL;
        if (key == NULL) {
            memcpy(room + used, data + at, step);
            used += step;
        } else {
            size_t place = wr_utf8_offset(new, to->size, wr_utf8_length(keys, (size_t)(key - keys)));
            if (place < to->size) {
                size_t size = text_step(new + place, to->size - place);
                memcpy(room + used, new + place, size);
                used += size;
            }
        }
        at += step;
    }
    *value = weir_string_view(room, used);
    return WEIR_OK;
}

static weir_status translate(const weir_call *call, const weir_column *args, weir_rows rows,
                             weir_vector *out, weir_error *err) {
    (void)call;
    const weir_string *texts = strings_of(&args[0]), *from = strings_of(&args[1]), *to = strings_of(&args[2]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, if (column_is_null(&args[0], i)) set_null(out, i);
            else if (column_is_null(&args[1], i) || from[i].size == 0) values[i] = texts[i];
            else WEIR_TRY(translate_one(&texts[i], &from[i], column_is_null(&args[2], i) ? &no_text : &to[i], out,
                                        &values[i], err)););
    return WEIR_OK;
}

/* ---- ||, CONCAT, CONCAT_WS ---- */

static weir_status infer_join(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "ss", false, "two texts", err));
    weir_type a = call->param_types[0], b = call->param_types[1];
    uint64_t  length = (uint64_t)a.length + b.length;
    bool      fixed = a.id == WEIR_TYPE_CHAR && b.id == WEIR_TYPE_CHAR && length <= WEIR_STRING_LENGTH_MAX;
    call->result = weir_type_with(fixed ? WEIR_TYPE_CHAR : WEIR_TYPE_VARCHAR,
                                  (uint32_t)WR_MIN(length, (uint64_t)WEIR_STRING_LENGTH_MAX), 0,
                                  infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status infer_concat(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s", true, "one or more texts", err));
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status concat(const weir_call *call, const weir_column *args, weir_rows rows,
                          weir_vector *out, weir_error *err) {
    weir_string *values = out->data;
    const uint32_t count = call->arg_count;
    WR_EACH(i, rows, uint64_t size = 0;
            for (uint32_t a = 0; a < count; a++) size += strings_of(&args[a])[i].size;
            char  small[WEIR_STRING_INLINE];
            char *room = size <= WEIR_STRING_INLINE ? small : wr_text_room(out, "CONCAT", size, err);
            if (room == NULL) return WEIR_DATA;
            size_t used = 0;
            for (uint32_t a = 0; a < count; a++) {
                const weir_string *text = &strings_of(&args[a])[i];
                memcpy(room + used, weir_string_data(text), text->size);
                used += text->size;
            }
            values[i] = weir_string_view(room, used););
    return WEIR_OK;
}

/* NULL only where the separator is; other NULLs are left out. */
static weir_status concat_ws(const weir_call *call, const weir_column *args, weir_rows rows,
                             weir_vector *out, weir_error *err) {
    const weir_string *separators = strings_of(&args[0]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, if (column_is_null(&args[0], i)) {
                set_null(out, i);
                continue;
            }
            uint64_t size = (uint64_t)separators[i].size * call->arg_count;
            for (uint32_t a = 1; a < call->arg_count; a++)
                size += column_is_null(&args[a], i) ? 0 : strings_of(&args[a])[i].size;
            char *room = wr_text_room(out, "CONCAT_WS", size, err);
            if (room == NULL) return WEIR_DATA;
            size_t used = 0;
            bool   first = true;
            for (uint32_t a = 1; a < call->arg_count; a++) {
                const weir_string *text = &strings_of(&args[a])[i];
                if (column_is_null(&args[a], i))
                    continue;
                if (!first) {
                    memcpy(room + used, DATA(separators[i]), separators[i].size);
                    used += separators[i].size;
                }
                first = false;
                memcpy(room + used, weir_string_data(text), text->size);
                used += text->size;
            }
            values[i] = weir_string_view(room, used););
    return WEIR_OK;
}

/* ---- REPEAT, REVERSE ---- */

static weir_status infer_repeat(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "si", false, "a text and a number", err));
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status repeat(const weir_call *call, const weir_column *args, weir_rows rows,
                          weir_vector *out, weir_error *err) {
    (void)call;
    const weir_string *texts = strings_of(&args[0]);
    const int32_t     *counts = args[1].data;
    weir_string       *values = out->data;
    WR_EACH(i, rows, size_t size = texts[i].size;
            if (counts[i] <= 0 || size == 0) {
                values[i] = no_text;
                continue;
            }
            char *room = wr_text_room(out, "REPEAT", (uint64_t)size * (uint64_t)counts[i], err);
            if (room == NULL) return WEIR_DATA;
            for (size_t k = 0; k < (size_t)counts[i]; k++) memcpy(room + k * size, DATA(texts[i]), size);
            values[i] = weir_string_view(room, size * (size_t)counts[i]););
    return WEIR_OK;
}

static weir_status infer_reverse(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s", false, "one text", err));
    call->result = type_string(true);
    return WEIR_OK;
}

static weir_status reverse(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_string *texts = strings_of(&args[0]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, const char *text = DATA(texts[i]); size_t size = texts[i].size;
            char  small[WEIR_STRING_INLINE];
            char *room = size <= WEIR_STRING_INLINE ? small : wr_string_room(out, size);
            for (size_t at = 0; at < size;) {
                size_t step = text_step(text + at, size - at);
                memcpy(room + size - at - step, text + at, step);
                at += step;
            }
            values[i] = weir_string_view(room, size););
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
            *value = part(text, start, end);
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

#define TEXT_FUNCTION(symbol, text, infer_function, function)                                      \
    const weir_function weir_function_##symbol = {.abi = sizeof(weir_function), .name = text,      \
                                                  .null_in_null_out = true, .infer = infer_function, \
                                                  .scalar = function}
TEXT_FUNCTION(ascii, "ASCII", infer_text_to_int, ascii);
TEXT_FUNCTION(btrim, "BTRIM", infer_btrim, btrim);
TEXT_FUNCTION(chr, "CHR", infer_chr, chr);
TEXT_FUNCTION(concat, "CONCAT", infer_concat, concat);
TEXT_FUNCTION(endswith, "ENDSWITH", infer_ends, ends_with);
TEXT_FUNCTION(initcap, "INITCAP", infer_case, initcap);
TEXT_FUNCTION(instr, "INSTR", infer_instr, instr);
TEXT_FUNCTION(left, "LEFT", infer_side, left);
TEXT_FUNCTION(locate, "LOCATE", infer_position, position);
TEXT_FUNCTION(lower, "LOWER", infer_case, lower);
TEXT_FUNCTION(lpad, "LPAD", infer_pad, lpad);
TEXT_FUNCTION(ltrim, "LTRIM", infer_trim_side, ltrim);
TEXT_FUNCTION(overlay, "OVERLAY", infer_overlay, overlay);
TEXT_FUNCTION(position, "POSITION", infer_position, position);
TEXT_FUNCTION(repeat, "REPEAT", infer_repeat, repeat);
TEXT_FUNCTION(replace, "REPLACE", infer_three_texts, replace);
TEXT_FUNCTION(reverse, "REVERSE", infer_reverse, reverse);
TEXT_FUNCTION(right, "RIGHT", infer_side, right);
TEXT_FUNCTION(rpad, "RPAD", infer_pad, rpad);
TEXT_FUNCTION(rtrim, "RTRIM", infer_trim_side, rtrim);
TEXT_FUNCTION(split_index, "SPLIT_INDEX", infer_split_index, split_index);
TEXT_FUNCTION(startswith, "STARTSWITH", infer_ends, starts_with);
TEXT_FUNCTION(trim, "TRIM", infer_trim, trim);
TEXT_FUNCTION(upper, "UPPER", infer_case, upper);
const weir_function weir_function_char_length = {
    .abi = sizeof(weir_function), .name = "CHAR_LENGTH", .aliases = "CHARACTER_LENGTH",
    .null_in_null_out = true, .infer = infer_text_to_int, .scalar = char_length,
};
const weir_function weir_function_concat_ws = {
    .abi = sizeof(weir_function), .name = "CONCAT_WS", .infer = infer_concat, .scalar = concat_ws,
};
const weir_function weir_function_elt = {
    .abi = sizeof(weir_function), .name = "ELT", .infer = infer_elt, .scalar = elt,
};
const weir_function weir_function_op_concat = {
    .abi = sizeof(weir_function), .name = "||", .hidden = true, .null_in_null_out = true,
    .infer = infer_join, .scalar = concat,
};
const weir_function weir_function_substring = {
    .abi = sizeof(weir_function), .name = "SUBSTRING", .aliases = "SUBSTR", .null_in_null_out = true,
    .infer = infer_substring, .scalar = substring,
};
const weir_function weir_function_translate = {
    .abi = sizeof(weir_function), .name = "TRANSLATE", .aliases = "TRANSLATE3", .infer = infer_translate,
    .scalar = translate,
};
