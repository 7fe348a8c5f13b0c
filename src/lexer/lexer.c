/* lexer/lexer.c - cuts Flink SQL text into tokens.
 *
 * Invariants
 *   - Every byte is looked at once, as part of a valid UTF-8 sequence, before it gets into a token.
 *   - line and column always belong to `at`; only step() moves them.
 * The set of letters is the one of Flink's own lexer, so that a script has the same names in both.
 */
#include "lexer/lexer.h"

#include <string.h>

#include "base/alloc.h"
#include "lexer/marked.h"

typedef struct lexer {
    const char *text;
    size_t      size, at;
    uint32_t    line, column;
    wr_arena   *arena;
    wr_token   *tokens;
    size_t      count, capacity;
    uint32_t   *open_parens; /* indexes of LEFT_PARENs still open in this statement */
    size_t      open_count, open_capacity;
    size_t      pattern_depth; /* parentheses that are open within PATTERN ( of MATCH_RECOGNIZE; 0: not there */
} lexer;

/* Length of the UTF-8 sequence at `text` (1..4), its code point in *code_point; 0: invalid. */
static uint32_t utf8_next(const char *text, size_t size, uint32_t *code_point) {
    const unsigned char *bytes = (const unsigned char *)text;
    if (size == 0)
        return 0;
    unsigned char first = bytes[0];
    if (first < 0x80) {
        *code_point = first;
        return 1;
    }
    uint32_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || size < length)
        return 0;
    uint32_t code = first & (0xFFu >> (length + 1));
    for (uint32_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (bytes[i] & 0x3Fu);
    }
    bool too_long = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    if (too_long || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return 0;
    *code_point = code;
    return length;
}

static bool is_digit(uint32_t code) {
    return code >= '0' && code <= '9';
}

static bool is_letter(uint32_t code) {
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code == '_' ||
               code == '$';
    static const uint32_t ranges[][2] = {
        {0x00C0, 0x00D6}, {0x00D8, 0x00F6}, {0x00F8, 0x1FFF}, {0x3040, 0x318F},
        {0x3300, 0x337F}, {0x3400, 0x3D2D}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF},
    };
    for (size_t i = 0; i < WR_COUNT_OF(ranges); i++)
        if (code >= ranges[i][0] && code <= ranges[i][1])
            return true;
    return false;
}

/* The byte `ahead` bytes further on; 0 past the end. */
static char peek(const lexer *lex, size_t ahead) {
    return lex->size - lex->at > ahead ? lex->text[lex->at + ahead] : '\0';
}

/* The character here; *length 0 at the end and for invalid UTF-8. */
static uint32_t here(const lexer *lex, uint32_t *length) {
    uint32_t code = 0;
    *length = utf8_next(lex->text + lex->at, lex->size - lex->at, &code);
    return code;
}

static void step(lexer *lex, uint32_t length) {
    if (lex->text[lex->at] == '\n') {
        lex->line++;
        lex->column = 1;
    } else {
        lex->column++;
    }
    lex->at += length;
}

static void step_ascii(lexer *lex, size_t count) {
    for (size_t i = 0; i < count; i++)
        step(lex, 1);
}

/* Opens a token at the present place; finish_token gives it its length. */
static wr_token *begin_token(lexer *lex, wr_token_kind kind) {
    lex->tokens = wr_arena_grow(lex->arena, lex->tokens, lex->count, &lex->capacity,
                                sizeof(wr_token));
    wr_token *token = &lex->tokens[lex->count++];
    *token = (wr_token){.kind = kind, .offset = (uint32_t)lex->at, .line = lex->line,
                        .column = lex->column};
    return token;
}

static void finish_token(const lexer *lex, wr_token *token) {
    token->length = (uint32_t)(lex->at - token->offset);
}

static void set_text(const lexer *lex, wr_token *token, const char *text, size_t size) {
    token->text = wr_arena_strndup(lex->arena, text, size);
    token->text_size = (uint32_t)size;
}

/* Turns `token` into the ERROR token; returns false so that a caller can stop with it. */
static bool fail_token(const lexer *lex, wr_token *token, const char *message) {
    token->kind = WR_TOKEN_ERROR;
    token->keyword = WR_NO_KEYWORD;
    token->text = message;
    token->text_size = (uint32_t)strlen(message);
    token->length = (uint32_t)(lex->at - token->offset);
    return false;
}

static bool fail_here(lexer *lex, const char *message) {
    return fail_token(lex, begin_token(lex, WR_TOKEN_ERROR), message);
}

static bool fail_utf8(lexer *lex) {
    return fail_here(lex, wr_arena_printf(lex->arena,
                                          "byte 0x%02X is not valid UTF-8; save the file as UTF-8",
                                          (unsigned)(unsigned char)lex->text[lex->at]));
}

static bool fail_character(lexer *lex, uint32_t code, uint32_t length) {
    const char *advice = "";
    if (code == '"')
        return fail_here(lex, "double quotes mean nothing here: strings stand in 'single quotes', "
                              "names in `backticks`");
    if (code == 0x2018 || code == 0x2019 || code == 0x201C || code == 0x201D)
        advice = "; write a plain ' around strings";
    if (code == 0xA0 || code == 0x3000 || (code >= 0x2000 && code <= 0x200F) || code == 0xFEFF)
        advice = ", an invisible character; replace it with a space";
    if (code == '?')
        advice = "; parameters are not part of a script";
    if (code == '&' || code == '|' || code == '^' || code == '~')
        advice = "; there are no bit operators in Flink SQL";
    if (code == '#')
        advice = "; a comment begins with --";
    if (code < 0x20 || code == 0x7F)
        return fail_here(lex, wr_arena_printf(lex->arena, "unexpected control character U+%04X",
                                              (unsigned)code));
    if (code < 0x80)
        return fail_here(lex, wr_arena_printf(lex->arena, "unexpected character '%c'%s", (int)code,
                                              advice));
    return fail_here(lex, wr_arena_printf(lex->arena, "unexpected character '%.*s' (U+%04X)%s",
                                          (int)length, lex->text + lex->at, (unsigned)code,
                                          advice));
}

/* Skips blanks and comments; false when an ERROR token was made. */
static bool skip_blanks(lexer *lex) {
    while (lex->at < lex->size) {
        char c = peek(lex, 0), next = peek(lex, 1);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
            step(lex, 1);
            continue;
        }
        bool line_comment = (c == '-' && next == '-') || (c == '/' && next == '/');
        bool block_comment = c == '/' && next == '*' && peek(lex, 2) != '+';
        if (!line_comment && !block_comment)
            return true;
        wr_token start = {.offset = (uint32_t)lex->at, .line = lex->line, .column = lex->column};
        step_ascii(lex, 2);
        for (;;) {
            if (lex->at == lex->size) {
                if (line_comment)
                    break;
                wr_token *token = begin_token(lex, WR_TOKEN_ERROR);
                *token = start;
                return fail_token(lex, token, "comment is not closed: no */ follows this /*");
            }
            uint32_t length;
            uint32_t code = here(lex, &length);
            if (length == 0)
                return fail_utf8(lex);
            bool closes = block_comment && code == '*' && peek(lex, 1) == '/';
            step(lex, length);
            if (closes)
                step(lex, 1);
            if (closes || (line_comment && code == '\n'))
                break;
        }
    }
    return true;
}

/* Steps to behind the closing `quote`; *size: of what stands between, where doubled quotes and, when `escapes`, what follows a
 * backslash close nothing. `at` is on the first. */
static bool step_quoted(lexer *lex, wr_token *token, char quote, bool escapes, size_t *size, size_t *doubled) {
    step(lex, 1);
    size_t begin = lex->at;
    for (*doubled = 0;;) {
        if (lex->at == lex->size)
            return fail_token(lex, token,
                              escapes         ? "string is not closed: there is no ' after it; \\' in E'..' is a quote that belongs to the text"
                              : quote == '\'' ? "string is not closed: there is no ' after it; a quote inside of a string is doubled: 'it''s'"
                                              : "name is not closed: there is no ` after it");
        uint32_t length;
        uint32_t code = here(lex, &length);
        if (length == 0) {
            lex->count--; /* the place of the bad byte says more than the place of the string */
            return fail_utf8(lex);
        }
        if (code == (unsigned char)quote) {
            if (peek(lex, 1) != quote)
                break;
            (*doubled)++;
            step(lex, 1);
        } else if (escapes && code == '\\' && (peek(lex, 1) == '\\' || peek(lex, 1) == quote)) {
            step(lex, 1);
        }
        step(lex, length);
    }
    *size = lex->at - begin;
    step(lex, 1);
    finish_token(lex, token);
    return true;
}

/* Text between two `quote` characters, doubled ones standing for one. */
static bool lex_quoted(lexer *lex, wr_token *token, char quote) {
    size_t      size, doubled;
    const char *begin = lex->text + lex->at + 1;
    if (!step_quoted(lex, token, quote, false, &size, &doubled))
        return false;
    size -= doubled;
    char *text = wr_arena_alloc(lex->arena, size + 1);
    for (size_t from = 0, to = 0; to < size; from++, to++) {
        text[to] = begin[from];
        if (text[to] == quote)
            from++;
    }
    text[size] = '\0';
    token->text = text;
    token->text_size = (uint32_t)size;
    return true;
}

/* The string of E'..'. */
static bool lex_escaped(lexer *lex, wr_token *token) {
    size_t      size, doubled;
    const char *begin = lex->text + lex->at + 1;
    if (!step_quoted(lex, token, '\'', true, &size, &doubled))
        return false;
    char       *text = wr_arena_alloc(lex->arena, size + 1);
    const char *wrong = wr_undo_escapes(begin, size, text, &size);
    token->text = text;
    token->text_size = (uint32_t)size;
    return wrong ? fail_token(lex, token, wrong) : true;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool lex_binary(lexer *lex, wr_token *token) {
    step(lex, 1); /* the X */
    if (!lex_quoted(lex, token, '\''))
        return false;
    if (token->text_size % 2 != 0)
        return fail_token(lex, token, "binary literal X'..' needs an even number of digits");
    char *bytes = wr_arena_alloc(lex->arena, token->text_size / 2 + 1);
    for (uint32_t i = 0; i < token->text_size / 2; i++) {
        int high = hex_digit(token->text[2 * i]), low = hex_digit(token->text[2 * i + 1]);
        if (high < 0 || low < 0)
            return fail_token(lex, token, "binary literal X'..' may hold only digits 0-9 and A-F");
        bytes[i] = (char)(high << 4 | low);
    }
    bytes[token->text_size / 2] = '\0';
    token->text = bytes;
    token->text_size /= 2;
    return true;
}

/* `mark` bytes of N, E or _UTF8, then the string. */
static bool lex_marked(lexer *lex, size_t mark) {
    wr_token   *token = begin_token(lex, WR_TOKEN_MARKED_STRING);
    const char *begin = lex->text + lex->at;
    bool        escapes = begin[0] == 'E' || begin[0] == 'e';
    step_ascii(lex, mark);
    if (!(escapes ? lex_escaped(lex, token) : lex_quoted(lex, token, '\'')))
        return false;
    const char *wrong = escapes ? NULL : wr_marked_check(lex->arena, begin, mark, token->text, token->text_size);
    return wrong ? fail_token(lex, token, wrong) : true;
}

static bool lex_word(lexer *lex) {
    char first = peek(lex, 0);
    if ((first == 'X' || first == 'x') && peek(lex, 1) == '\'')
        return lex_binary(lex, begin_token(lex, WR_TOKEN_BINARY));
    if ((first == 'U' || first == 'u') && peek(lex, 1) == '&' && peek(lex, 2) == '\'') {
        wr_token *token = begin_token(lex, WR_TOKEN_UNICODE_STRING);
        step_ascii(lex, 2);
        return lex_quoted(lex, token, '\'');
    }
    size_t mark = wr_marked_string(lex->text + lex->at, lex->size - lex->at);
    if (mark > 0)
        return lex_marked(lex, mark);
    wr_token *token = begin_token(lex, WR_TOKEN_WORD);
    while (lex->at < lex->size) {
        uint32_t length;
        uint32_t code = here(lex, &length);
        if (length == 0 || !(is_letter(code) || is_digit(code)))
            break;
        step(lex, length);
    }
    finish_token(lex, token);
    set_text(lex, token, lex->text + token->offset, token->length);
    token->keyword = wr_keyword_find(token->text, token->text_size);
    return true;
}

static void skip_digits(lexer *lex) {
    while (is_digit((unsigned char)peek(lex, 0)))
        step(lex, 1);
}

static bool lex_number(lexer *lex) {
    wr_token *token = begin_token(lex, WR_TOKEN_INTEGER);
    skip_digits(lex);
    if (peek(lex, 0) == '.') {
        token->kind = WR_TOKEN_DECIMAL;
        step(lex, 1);
        skip_digits(lex);
    }
    if (peek(lex, 0) == 'e' || peek(lex, 0) == 'E') {
        size_t sign = peek(lex, 1) == '+' || peek(lex, 1) == '-' ? 1 : 0;
        if (is_digit((unsigned char)peek(lex, 1 + sign))) {
            token->kind = WR_TOKEN_DOUBLE;
            step_ascii(lex, 1 + sign);
            skip_digits(lex);
        }
    }
    uint32_t length;
    uint32_t code = here(lex, &length);
    if (length != 0 && is_letter(code)) {
        while (length != 0 && (is_letter(code) || is_digit(code))) {
            step(lex, length);
            code = here(lex, &length);
        }
        int shown = (int)WR_MIN(lex->at - token->offset, (size_t)60);
        const char *written = lex->text + token->offset;
        return fail_token(lex, token,
                          wr_arena_printf(lex->arena,
                                          "'%.*s' is neither a number nor a name; a name that "
                                          "begins with a digit stands in backticks: `%.*s`",
                                          shown, written, shown, written));
    }
    finish_token(lex, token);
    set_text(lex, token, lex->text + token->offset, token->length);
    return true;
}

static bool punctuation(lexer *lex, wr_token_kind kind, uint32_t length) {
    wr_token *token = begin_token(lex, kind);
    step_ascii(lex, length);
    finish_token(lex, token);
    return true;
}

static bool left_paren(lexer *lex) {
    if (lex->pattern_depth == 0 && lex->count > 0 && lex->tokens[lex->count - 1].keyword == WR_KW_PATTERN)
        lex->pattern_depth = lex->open_count + 1;
    lex->open_parens = wr_arena_grow(lex->arena, lex->open_parens, lex->open_count,
                                     &lex->open_capacity, sizeof(uint32_t));
    lex->open_parens[lex->open_count++] = (uint32_t)lex->count;
    return punctuation(lex, WR_TOKEN_LEFT_PAREN, 1);
}

static bool right_paren(lexer *lex) {
    if (lex->pattern_depth == lex->open_count)
        lex->pattern_depth = 0;
    if (lex->open_count > 0)
        lex->tokens[lex->open_parens[--lex->open_count]].pair = (uint32_t)lex->count;
    return punctuation(lex, WR_TOKEN_RIGHT_PAREN, 1);
}

static bool pattern_sign(lexer *lex) {
    wr_token *token = begin_token(lex, WR_TOKEN_PATTERN_SIGN);
    step_ascii(lex, 1);
    finish_token(lex, token);
    set_text(lex, token, lex->text + token->offset, 1);
    return true;
}

/* One token that begins with an ASCII character other than a letter or digit. */
static bool lex_punctuation(lexer *lex, char c) {
    char next = peek(lex, 1);
    if (lex->pattern_depth > 0 && strchr("?{}|", c) != NULL)
        return pattern_sign(lex);
    switch (c) {
    case '(':
        return left_paren(lex);
    case ')':
        return right_paren(lex);
    case '[':
        return punctuation(lex, WR_TOKEN_LEFT_BRACKET, 1);
    case ']':
        return punctuation(lex, WR_TOKEN_RIGHT_BRACKET, 1);
    case ',':
        return punctuation(lex, WR_TOKEN_COMMA, 1);
    case ';':
        lex->open_count = 0;
        lex->pattern_depth = 0;
        return punctuation(lex, WR_TOKEN_SEMICOLON, 1);
    case '.':
        return is_digit((unsigned char)next) ? lex_number(lex) : punctuation(lex, WR_TOKEN_DOT, 1);
    case ':':
        return punctuation(lex, WR_TOKEN_COLON, 1);
    case '+':
        return punctuation(lex, WR_TOKEN_PLUS, 1);
    case '-':
        return punctuation(lex, WR_TOKEN_MINUS, 1);
    case '*':
        return next == '/' ? punctuation(lex, WR_TOKEN_HINT_END, 2)
                           : punctuation(lex, WR_TOKEN_STAR, 1);
    case '/': /* ordinary comments are gone already */
        return next == '*' ? punctuation(lex, WR_TOKEN_HINT_BEGIN, 3)
                           : punctuation(lex, WR_TOKEN_SLASH, 1);
    case '%':
        return punctuation(lex, WR_TOKEN_PERCENT, 1);
    case '=':
        if (next == '=')
            return fail_here(lex, "'==' is not an operator; equality is written '='");
        return next == '>' ? punctuation(lex, WR_TOKEN_ARROW, 2) : punctuation(lex, WR_TOKEN_EQ, 1);
    case '<':
        if (next == '=' || next == '>')
            return punctuation(lex, next == '=' ? WR_TOKEN_LE : WR_TOKEN_NE, 2);
        return punctuation(lex, WR_TOKEN_LT, 1);
    case '>':
        return next == '=' ? punctuation(lex, WR_TOKEN_GE, 2) : punctuation(lex, WR_TOKEN_GT, 1);
    case '{':
        return fail_here(lex, "unexpected character '{'; {d '2024-05-01'} and {fn f(x)} are written DATE '2024-05-01' and f(x) in SQL");
    case '!':
        if (next == '=')
            return fail_here(lex, "'!=' is not Flink SQL; inequality is written '<>'");
        return fail_here(lex, "unexpected character '!'; negation is written NOT");
    case '|':
        if (next == '|')
            return punctuation(lex, WR_TOKEN_CONCAT, 2);
        break;
    default:
        break;
    }
    return fail_character(lex, (unsigned char)c, 1);
}

/* ---- SET key = value and RESET key, without quotes ---- */

static bool begins_statement(const lexer *lex, size_t token) {
    return token == 0 || lex->tokens[token - 1].kind == WR_TOKEN_SEMICOLON;
}

static bool is_of_key(char c) {
    return is_letter((unsigned char)c) || is_digit((unsigned char)c) || c == '.' || c == '-';
}

/* Length of a key that stands here, with what must follow it. */
static size_t plain_key(const lexer *lex, bool set) {
    size_t size = 0;
    while (is_of_key(peek(lex, size)))
        size++;
    size_t behind = size;
    while (peek(lex, behind) == ' ' || peek(lex, behind) == '\t')
        behind++;
    char next = peek(lex, behind);
    return (set ? next == '=' : next == ';' || next == '\0' || next == '\n') ? size : 0;
}

static size_t plain_value(const lexer *lex) {
    size_t size = 0;
    char   first = peek(lex, 0);
    if (strchr("'\"`", first) != NULL || ((first == 'U' || first == 'u') && peek(lex, 1) == '&'))
        return 0;
    while (lex->at + size < lex->size && strchr("; \t\r\n\f", peek(lex, size)) == NULL)
        size++;
    return size;
}

/* How many bytes here are a key or a value of a setting; 0: none, this is an ordinary token. */
static size_t plain_setting(const lexer *lex) {
    const wr_token *last = lex->count > 0 ? &lex->tokens[lex->count - 1] : NULL;
    if (last == NULL)
        return 0;
    if (last->keyword == WR_KW_SET || last->keyword == WR_KW_RESET)
        return begins_statement(lex, lex->count - 1) ? plain_key(lex, last->keyword == WR_KW_SET) : 0;
    bool value = last->kind == WR_TOKEN_EQ && lex->count >= 3 && last[-1].kind == WR_TOKEN_STRING && last[-2].keyword == WR_KW_SET;
    return value && begins_statement(lex, lex->count - 3) ? plain_value(lex) : 0;
}

static bool lex_plain(lexer *lex, size_t size) {
    wr_token *token = begin_token(lex, WR_TOKEN_STRING);
    for (size_t end = lex->at + size; lex->at < end;) {
        uint32_t length;
        here(lex, &length);
        if (length == 0) {
            lex->count--;
            return fail_utf8(lex);
        }
        step(lex, length);
    }
    finish_token(lex, token);
    set_text(lex, token, lex->text + token->offset, token->length);
    return true;
}

/* The next token; false when it is the last one. */
static bool lex_token(lexer *lex) {
    if (!skip_blanks(lex))
        return false;
    if (lex->at == lex->size) {
        begin_token(lex, WR_TOKEN_END);
        return false;
    }
    size_t plain = plain_setting(lex);
    if (plain > 0)
        return lex_plain(lex, plain);
    uint32_t length;
    uint32_t code = here(lex, &length);
    if (length == 0)
        return fail_utf8(lex);
    if (is_letter(code))
        return lex_word(lex);
    if (is_digit(code))
        return lex_number(lex);
    if (code == '\'')
        return lex_quoted(lex, begin_token(lex, WR_TOKEN_STRING), '\'');
    if (code == '`') {
        wr_token *token = begin_token(lex, WR_TOKEN_QUOTED_NAME);
        if (!lex_quoted(lex, token, '`'))
            return false;
        return token->text_size > 0 ? true : fail_token(lex, token, "a name cannot be empty");
    }
    if (code >= 0x80)
        return fail_character(lex, code, length);
    return lex_punctuation(lex, (char)code);
}

wr_token_list wr_lex(const char *text, size_t size, wr_arena *arena) {
    lexer lex = {.text = text, .size = size, .line = 1, .column = 1, .arena = arena};
    if (size > WR_LEXER_TEXT_SIZE_MAX) {
        fail_here(&lex, "the script is larger than 1 GiB");
    } else {
        if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
            lex.at = 3; /* a byte order mark, as some editors write it */
        while (lex_token(&lex)) {
        }
    }
    return (wr_token_list){.tokens = lex.tokens, .count = (uint32_t)lex.count};
}

bool wr_name_needs_quotes(const char *name) {
    size_t size = strlen(name);
    for (size_t at = 0; at < size;) {
        uint32_t code;
        uint32_t length = utf8_next(name + at, size - at, &code);
        if (length == 0 || !(is_letter(code) || (at > 0 && is_digit(code))))
            return true;
        at += length;
    }
    return size == 0 || (wr_keyword_flags(wr_keyword_find(name, size)) & WR_WORD_RESERVED) != 0;
}
