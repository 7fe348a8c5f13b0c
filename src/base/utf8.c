/* base/utf8.c - UTF-8: is it valid, how many code points, where is one.
 *
 * Validity is RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. Length and offset
 * count the bytes that begin a code point, so they are defined for broken text too.
 */
#include <string.h>

#include "base/number.h"

#define HIGH_BITS 0x8080808080808080ULL

static uint64_t load64(const char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* Size of the valid sequence at `bytes`, which does not begin with ASCII; 0: not valid. */
static size_t sequence_size(const unsigned char *bytes, size_t left) {
    unsigned char lead = bytes[0];
    if (lead < 0xc2 || left < 2)
        return 0;
    unsigned char second = bytes[1];
    if (lead < 0xe0)
        return (second & 0xc0) == 0x80 ? 2 : 0;
    if (left < 3 || (bytes[2] & 0xc0) != 0x80)
        return 0;
    if (lead < 0xf0) {
        unsigned char low = lead == 0xe0 ? 0xa0 : 0x80;  /* overlong */
        unsigned char high = lead == 0xed ? 0x9f : 0xbf; /* surrogates */
        return second >= low && second <= high ? 3 : 0;
    }
    if (lead > 0xf4 || left < 4 || (bytes[3] & 0xc0) != 0x80)
        return 0;
    unsigned char low = lead == 0xf0 ? 0x90 : 0x80;  /* overlong */
    unsigned char high = lead == 0xf4 ? 0x8f : 0xbf; /* above U+10FFFF */
    return second >= low && second <= high ? 4 : 0;
}

bool wr_utf8_valid(const char *text, size_t size) {
    size_t i = 0;
    while (i < size) {
        while (size - i >= 32) {
            uint64_t bits = load64(text + i) | load64(text + i + 8) | load64(text + i + 16) |
                            load64(text + i + 24);
            if ((bits & HIGH_BITS) != 0)
                break;
            i += 32;
        }
        while (size - i >= 8 && (load64(text + i) & HIGH_BITS) == 0)
            i += 8;
        while (i < size && (unsigned char)text[i] < 0x80)
            i++;
        /* Stays here as long as the text is not ASCII: it seldom alternates by the byte. */
        while (i < size && (unsigned char)text[i] >= 0x80) {
            size_t step = sequence_size((const unsigned char *)text + i, size - i);
            if (step == 0)
                return false;
            i += step;
        }
    }
    return true;
}

size_t wr_utf8_length(const char *text, size_t size) {
    size_t continuations = 0, i = 0;
    for (; size - i >= 8; i += 8) {
        uint64_t word = load64(text + i);
        /* Bit 7 set and bit 6 clear. */
        continuations += (size_t)__builtin_popcountll(word & ~(word << 1) & HIGH_BITS);
    }
    for (; i < size; i++)
        continuations += ((unsigned char)text[i] & 0xc0) == 0x80;
    return size - continuations;
}

size_t wr_utf8_encode(uint32_t code_point, char out[4]) {
    if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point < 0xe000))
        code_point = 0xfffd;
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xc0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3f));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xe0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code_point & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code_point & 0x3f));
    return 4;
}

size_t wr_utf8_offset(const char *text, size_t size, size_t index) {
    size_t i = 0;
    while (i < size && index != 0) {
        if (size - i >= 8 && index >= 8 && (load64(text + i) & HIGH_BITS) == 0) {
            i += 8;
            index -= 8;
            continue;
        }
        i++;
        while (i < size && ((unsigned char)text[i] & 0xc0) == 0x80)
            i++;
        index--;
    }
    return i;
}

uint32_t wr_utf8_next(const char *text, size_t size, size_t *at) {
    const unsigned char *bytes = (const unsigned char *)text + *at;
    size_t               left = size - *at;
    unsigned char        lead = bytes[0];
    if (lead < 0x80) {
        *at += 1;
        return lead;
    }
    size_t   want = lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2
                  : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
    uint32_t value = lead & (0x3fU >> want);
    unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    size_t   got = 0;
    while (got < want && got + 1 < left && bytes[got + 1] >= low && bytes[got + 1] <= high) {
        value = value << 6 | (bytes[got + 1] & 0x3fU);
        low = 0x80;
        high = 0xbf;
        got++;
    }
    *at += got + 1;
    return want == 0 || got < want ? 0xfffd : value;
}
