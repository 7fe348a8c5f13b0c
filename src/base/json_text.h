/* base/json_text.h - strings and numbers of JSON, as Jackson and Java's BigDecimal write them.
 * Appends only; pure and thread-safe. */
#ifndef WR_BASE_JSON_TEXT_H
#define WR_BASE_JSON_TEXT_H
#include "base/buffer.h"

/* A string with its quotes, escaped as Jackson does: control characters, quote, backslash, and with escape_wide everything
 * beyond the basic plane as two \uXXXX. */
void wr_json_append_string(wr_buffer *out, const char *text, size_t size, bool escape_wide);
/* A number that is JSON as BigDecimal.toString has it: 1e2 is 1E+2, 0.1e-10 is 1E-11, 1.50 stays. Whole numbers stay
 * as they are but for -0. Also takes the text of a DOUBLE or DECIMAL as wr_format_ makes it. */
void wr_json_put_number(wr_buffer *out, const char *text, size_t size);
/* The character whose \uXXXX, or two of them, begins behind the u at *p, which moves on; half of a pair alone is a question mark, as when
 * Java writes it. False: four hexadecimal digits are missing. */
bool wr_json_read_unicode(const char **p, const char *end, uint32_t *code_point);
#endif
