/* engine/text.h - what is looked for in the text of statements. Inside engine/; the rest is in weir/session.h. */
#ifndef WR_ENGINE_TEXT_H
#define WR_ENGINE_TEXT_H
#include <stddef.h>

/* weir_text_hide_secrets for one line of a statement that may have begun above: it goes by quotes alone, and covers
 * password=... everywhere. */
void wr_line_hide_secrets(char *line, size_t size);
#endif
