/* base/charset.h - text in other character sets than UTF-8, by Java's names and with Java's replacements: what a set has
 * not is written '?', bytes that are no text are read as U+FFFD.
 * A set is a constant; a coder belongs to one thread at a time. */
#ifndef WR_BASE_CHARSET_H
#define WR_BASE_CHARSET_H
#include <stdbool.h>
#include <stddef.h>

typedef struct wr_charset wr_charset;
typedef struct wr_charset_coder wr_charset_coder;

/* "UTF-16LE", "latin1", "windows-1252", in any case; NULL: not known. */
const wr_charset *wr_charset_find(const char *name, size_t size);

/* NULL: this system has no tables of the set. Owned by the caller, who closes it; NULL may be closed. */
wr_charset_coder *wr_charset_open(const wr_charset *set);
void              wr_charset_close(wr_charset_coder *coder);

/* UTF-16 or UTF-32: no byte of it is a character. */
bool wr_charset_is_wide(const wr_charset_coder *coder);

/* Room for a text of `size` bytes once it is encoded, or decoded. */
static inline size_t wr_charset_room(size_t size) {
    return size * 4 + 4;
}
/* Both return the bytes written to `out`. */
size_t wr_charset_encode(const wr_charset_coder *coder, const char *text, size_t size, char *out);
size_t wr_charset_decode(const wr_charset_coder *coder, const char *bytes, size_t size, char *out);
#endif
