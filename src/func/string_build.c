/* func/string_build.c - texts made of other texts: padding, replacing, joining, repeating.
 *
 * LPAD, RPAD and OVERLAY count UTF-16 units, as Flink does there; half of a pair that they cut off
 * becomes '?'. A result that is a part of an argument is a view of it. */
#include "func/text_functions.h"

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
                values[i] = text_part(&texts[i], 0, end);
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

TEXT_FUNCTION(concat, "CONCAT", infer_concat, concat);
TEXT_FUNCTION(lpad, "LPAD", infer_pad, lpad);
TEXT_FUNCTION(overlay, "OVERLAY", infer_overlay, overlay);
TEXT_FUNCTION(repeat, "REPEAT", infer_repeat, repeat);
TEXT_FUNCTION(replace, "REPLACE", infer_three_texts, replace);
TEXT_FUNCTION(reverse, "REVERSE", infer_reverse, reverse);
TEXT_FUNCTION(rpad, "RPAD", infer_pad, rpad);
const weir_function weir_function_concat_ws = {
    .abi = sizeof(weir_function), .name = "CONCAT_WS", .infer = infer_concat, .scalar = concat_ws,
};
const weir_function weir_function_op_concat = {
    .abi = sizeof(weir_function), .name = "||", .hidden = true, .null_in_null_out = true,
    .infer = infer_join, .scalar = concat,
};
const weir_function weir_function_translate = {
    .abi = sizeof(weir_function), .name = "TRANSLATE", .aliases = "TRANSLATE3", .infer = infer_translate,
    .scalar = translate,
};
