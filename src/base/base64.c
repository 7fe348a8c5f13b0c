/* base/base64.c - see the header. */
#include "base/base64.h"

#include <stdint.h>

size_t wr_base64(const char *bytes, size_t size, char *room) {
    static const char    digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *data = (const unsigned char *)bytes;
    size_t               used = 0;
    for (size_t at = 0; at < size; at += 3) {
        size_t   left = size - at;
        uint32_t bits = (uint32_t)data[at] << 16 | (left > 1 ? (uint32_t)data[at + 1] << 8 : 0) | (left > 2 ? (uint32_t)data[at + 2] : 0);
        room[used++] = digits[bits >> 18];
        room[used++] = digits[bits >> 12 & 63];
        room[used++] = left > 1 ? digits[bits >> 6 & 63] : '=';
        room[used++] = left > 2 ? digits[bits & 63] : '=';
    }
    return used;
}

int wr_base64_digit(char digit) {
    if (digit >= 'A' && digit <= 'Z')
        return digit - 'A';
    if (digit >= 'a' && digit <= 'z')
        return digit - 'a' + 26;
    if (digit >= '0' && digit <= '9')
        return digit - '0' + 52;
    return digit == '+' ? 62 : digit == '/' ? 63 : -1;
}
