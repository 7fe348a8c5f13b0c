/* lexer/marked.c - strings with a mark before them: N'..', _UTF8'..' and E'..'.
 *
 * A character set says in Flink how the text would be stored; it is UTF-8 here all the same, so the mark
 * is checked and has no other meaning. The escapes of E'..' are those of C. */
#include "lexer/marked.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/number.h"

static bool is_of_name(char c) { /* of a character set's name */
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c != '\0' && strchr(":.-_", c) != NULL);
}

size_t wr_marked_string(const char *text, size_t size) {
    size_t at = 1;
    if (size < 2)
        return 0;
    if (strchr("NnEe", text[0]) != NULL)
        return text[1] == '\'' ? 1 : 0;
    if (text[0] != '_')
        return 0;
    while (at < size && is_of_name(text[at]))
        at++;
    return at > 1 && at < size && text[at] == '\'' ? at : 0;
}

static bool is_one_of(const char *name, size_t size, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == size && strncasecmp(names[i], name, size) == 0)
            return true;
    return false;
}

static bool is_latin1(const char *text, size_t size) {
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)text[i] > 0xC3) /* the first byte of U+0100 is 0xC4 */
            return false;
    return true;
}

const char *wr_marked_check(wr_arena *arena, const char *mark, size_t mark_size, const char *text, size_t size) {
    static const char *const latin1[] = {"LATIN1", "ISO-8859-1"};
    static const char *const others[] = {"UTF8", "UTF-8", "UTF16", "UTF-16", "UTF-16LE", "UTF-16BE", "BIG5", "GBK", "GB2312"};
    const char *name = mark + 1;
    if (mark[0] != '_')
        return NULL;
    if (is_one_of(name, mark_size - 1, latin1, WR_COUNT_OF(latin1)))
        return is_latin1(text, size) ? NULL : "this text has characters that LATIN1 has not; write it without _LATIN1";
    if (is_one_of(name, mark_size - 1, others, WR_COUNT_OF(others)))
        return NULL;
    return wr_arena_printf(arena, "unknown character set '%.*s'; there are UTF8, UTF16 and LATIN1, and a string without one is the same text",
                           (int)WR_MIN(mark_size - 1, 60u), name);
}

/* Up to `digits` digits of `base`; how many there were. */
static uint32_t read_code(const char *text, size_t size, uint32_t base, uint32_t digits, uint32_t *code) {
    uint32_t count = 0;
    *code = 0;
    for (; count < digits && count < size; count++) {
        char     c = text[count];
        uint32_t value = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10) : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10) : base;
        if (value >= base || *code * base + value > 0x10FFFF)
            break;
        *code = *code * base + value;
    }
    return count;
}

/* The escape behind a backslash: how many bytes of `text` it takes, its character in *code; 0: it is none, and stays as it is. */
static uint32_t read_escape(const char *text, size_t size, uint32_t *code) {
    static const char names[] = "bfnrt'\\", meant[] = "\b\f\n\r\t'\\";
    const char       *name = size > 0 && text[0] != '\0' ? strchr(names, text[0]) : NULL;
    uint32_t          count;
    if (name != NULL) {
        *code = (unsigned char)meant[name - names];
        return 1;
    }
    if (size == 0)
        return 0;
    if (text[0] == 'x')
        return (count = read_code(text + 1, size - 1, 16, 2, code)) > 0 ? count + 1 : 0;
    if (text[0] == 'u' || text[0] == 'U') {
        uint32_t digits = text[0] == 'u' ? 4 : 8;
        return read_code(text + 1, size - 1, 16, digits, code) == digits && (*code < 0xD800 || *code > 0xDFFF) ? digits + 1 : 0;
    }
    count = read_code(text, size, 8, 3, code);
    return *code <= 0xFF ? count : 0;
}

const char *wr_undo_escapes(const char *text, size_t size, char *out, size_t *out_size) {
    *out_size = 0;
    for (size_t at = 0; at < size;) {
        uint32_t code, taken = text[at] == '\\' ? read_escape(text + at + 1, size - at - 1, &code) : 0;
        if (taken > 0) {
            *out_size += wr_utf8_encode(code, out + *out_size);
            at += taken + 1;
        } else if (text[at] == '\'') { /* doubled */
            out[(*out_size)++] = '\'';
            at += 2;
        } else if (text[at] == '\\' && at + 1 < size && (text[at + 1] == 'u' || text[at + 1] == 'U')) {
            return "bad escape in E'..': \\u is followed by the 4 hex digits of a character, \\U by 8";
        } else {
            out[(*out_size)++] = text[at++];
        }
    }
    out[*out_size] = '\0';
    return NULL;
}
