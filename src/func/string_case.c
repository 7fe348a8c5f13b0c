/* func/string_case.c - UPPER, LOWER, INITCAP. */
#include "func/text_functions.h"

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
        uint32_t c = wr_utf8_next(text, size, &at);
        if (!is_case_ignorable(c))
            inside = is_cased(c);
    }
    if (!inside)
        return false;
    while (behind < size) {
        uint32_t c = wr_utf8_next(text, size, &behind);
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
                uint32_t code_point = wr_utf8_next(text, size, &at);
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

TEXT_FUNCTION(initcap, "INITCAP", infer_case, initcap);
TEXT_FUNCTION(lower, "LOWER", infer_case, lower);
TEXT_FUNCTION(upper, "UPPER", infer_case, upper);
