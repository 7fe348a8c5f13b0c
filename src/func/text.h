/* func/text.h - code points of UTF-8 text, for the functions on strings. Pure; safe for broken text:
 * no reader goes past the end. */
#ifndef WR_FUNC_TEXT_H
#define WR_FUNC_TEXT_H
#include "func/func.h"

/* Bytes of the character that begins at text[0]; at most `left`, at least 1. Left is not 0. */
static inline size_t text_step(const char *text, size_t left) {
    unsigned char lead = (unsigned char)text[0];
    size_t        size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return WR_MIN(size, left);
}

static inline bool text_is_ascii(const char *text, size_t size) {
    size_t   i = 0;
    uint64_t bits = 0, word;
    for (; size - i >= 8; i += 8) {
        memcpy(&word, text + i, 8);
        bits |= word;
    }
    for (; i < size; i++)
        bits |= (uint64_t)(unsigned char)text[i];
    return (bits & 0x8080808080808080ULL) == 0;
}

/* Length in UTF-16 units. */
size_t wr_text_units(const char *text, size_t size);
/* A copy with every broken piece replaced by U+FFFD; valid text is viewed as it is. */
weir_string wr_text_repaired(weir_vector *out, const char *text, size_t size);
/* Upper and lower case of a code point beyond ASCII: count of code points (1..3) in `to`. */
uint32_t wr_text_upper(uint32_t code_point, uint32_t to[3]);
uint32_t wr_text_lower(uint32_t code_point, uint32_t to[3]);
/* Room for a result, or NULL and an error when a function would make an absurdly long text. */
char *wr_text_room(weir_vector *out, const char *function, uint64_t size, weir_error *err);
#define WR_TEXT_RESULT_MAX ((uint64_t)256 << 20)
#endif
