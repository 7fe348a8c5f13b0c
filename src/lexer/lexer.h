/* lexer/lexer.h - Flink SQL text to tokens, with the place of each.
 *
 * The whole text is cut at once. The token array and all token texts are owned by the arena;
 * offsets point into the caller's text. Lexing never fails: what is not SQL becomes one ERROR token
 * that carries its message and ends the array, so that the parser can report an earlier mistake
 * first. Thread: any.
 */
#ifndef WR_LEXER_LEXER_H
#define WR_LEXER_LEXER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define WR_LEXER_TEXT_SIZE_MAX ((size_t)1 << 30) /* offsets are 32 bits wide */

typedef enum wr_keyword {
    WR_NO_KEYWORD, /* not a word, or a word that is no keyword, or a name in backticks */
#define WR_KEYWORD(word, flags) WR_KW_##word,
#include "lexer/keywords.def"
#undef WR_KEYWORD
    WR_KEYWORD_COUNT
} wr_keyword;

enum {
    WR_WORD_RESERVED = 1, /* see keywords.def */
    WR_WORD_FUNCTION = 2,
    WR_WORD_CLAUSE   = 4
};

typedef enum wr_token_kind {
    WR_TOKEN_END,
    WR_TOKEN_ERROR, /* text: the message */
    WR_TOKEN_WORD,  /* text: as written; keyword is set when it is one */
    WR_TOKEN_QUOTED_NAME, /* text: without backticks */
    WR_TOKEN_INTEGER,     /* text: digits */
    WR_TOKEN_DECIMAL,     /* text: digits with a point */
    WR_TOKEN_DOUBLE,      /* text: with an exponent */
    WR_TOKEN_STRING,      /* text: without quotes, '' made ' */
    WR_TOKEN_UNICODE_STRING, /* U&'..': quotes undone, escapes kept, since UESCAPE may follow */
    WR_TOKEN_MARKED_STRING,  /* N'..', _UTF8'..' and E'..', whose escapes are undone: only in expressions */
    WR_TOKEN_BINARY,         /* X'..': text holds the bytes */
    WR_TOKEN_LEFT_PAREN,
    WR_TOKEN_RIGHT_PAREN,
    WR_TOKEN_LEFT_BRACKET,
    WR_TOKEN_RIGHT_BRACKET,
    WR_TOKEN_COMMA,
    WR_TOKEN_SEMICOLON,
    WR_TOKEN_DOT,
    WR_TOKEN_COLON,
    WR_TOKEN_PLUS,
    WR_TOKEN_MINUS,
    WR_TOKEN_STAR,
    WR_TOKEN_SLASH,
    WR_TOKEN_PERCENT,
    WR_TOKEN_CONCAT, /* || */
    WR_TOKEN_EQ,
    WR_TOKEN_NE, /* <>; != is refused, as in Flink */
    WR_TOKEN_LT,
    WR_TOKEN_LE,
    WR_TOKEN_GT,
    WR_TOKEN_GE,
    WR_TOKEN_ARROW, /* => */
    WR_TOKEN_HINT_BEGIN,
    WR_TOKEN_HINT_END,
    WR_TOKEN_PATTERN_SIGN /* ? { } | between the parentheses of PATTERN (..); text: the sign */
} wr_token_kind;

typedef struct wr_token {
    wr_token_kind kind;
    wr_keyword    keyword;
    uint32_t      offset, length; /* in the text, in bytes */
    uint32_t      line, column;   /* from 1; the column counts code points */
    uint32_t      pair; /* LEFT_PAREN: index of its RIGHT_PAREN in the same statement; 0: none */
    uint32_t      text_size; /* without the NUL */
    const char   *text;      /* NULL for punctuation */
} wr_token;

/* `count` tokens, the last one END or ERROR. */
typedef struct wr_token_list {
    wr_token *tokens;
    uint32_t  count;
} wr_token_list;

wr_token_list wr_lex(const char *text, size_t size, wr_arena *arena);

wr_keyword  wr_keyword_find(const char *word, size_t size); /* in any case */
const char *wr_keyword_text(wr_keyword keyword);            /* capitals; "": none */
unsigned    wr_keyword_flags(wr_keyword keyword);           /* WR_WORD_..., 0: none */

/* True when `name` must be written in backticks to be read as a name. */
bool wr_name_needs_quotes(const char *name);

#endif
