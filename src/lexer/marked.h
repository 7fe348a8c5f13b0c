/* lexer/marked.h - strings with a mark before them: N'..', _UTF8'..' and E'..'. Pure functions. */
#ifndef WR_LEXER_MARKED_H
#define WR_LEXER_MARKED_H
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Length of the mark when `text` begins with one and its quote; 0: it does not. */
size_t wr_marked_string(const char *text, size_t size);

/* What is wrong with the text between the quotes for this mark, or NULL. In arena. */
const char *wr_marked_check(wr_arena *arena, const char *mark, size_t mark_size, const char *text, size_t size);

/* The text of E'..' without its escapes, into `out` of size + 1 bytes: no escape is shorter than its character.
 * Returns what is wrong, or NULL. */
const char *wr_undo_escapes(const char *text, size_t size, char *out, size_t *out_size);

#endif
