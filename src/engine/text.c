/* engine/text.c - the text of statements: where one ends, and which parts are nobody else's business.
 *
 * The lexer decides what is a string, a name or a comment; here is only what it means for a shell. */
#include "engine/text.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "batch/options.h"
#include "lexer/lexer.h"
#include "weir/session.h"

/* ---- where a statement ends ---- */

/* A statement set holds statements: BEGIN ... END is looked through, from the BEGIN that stands at the start or behind SET
 * (EXECUTE STATEMENT SET BEGIN, BEGIN STATEMENT SET;) to the END that stands where a statement could. */
typedef struct looker {
    size_t     token_count;   /* of this statement */
    wr_keyword before;        /* keyword of the token before, or NO_KEYWORD */
    bool       in_set, at_statement;
} looker;

/* True: this token is the `;` that ends the statement. */
static bool look_at(looker *look, const wr_token *token) {
    bool starts = look->at_statement;
    look->at_statement = false;
    if (token->kind == WR_TOKEN_SEMICOLON) {
        look->at_statement = true;
        look->before = WR_NO_KEYWORD;
        if (!look->in_set)
            return true;
    } else if (token->keyword == WR_KW_BEGIN && (look->token_count == 0 || look->before == WR_KW_SET)) {
        look->in_set = look->at_statement = true;
    } else if (token->keyword == WR_KW_END && starts) {
        look->in_set = false;
    }
    look->before = token->keyword;
    look->token_count++;
    return false;
}

/* What the text breaks off in: a quote, '*' for a comment; 0: the error is another one. */
static char open_thing(const char *text, size_t size, const wr_token *error) {
    const char *at = text + error->offset;
    if (error->offset + error->length != size || error->length == 0 || !strstr(error->text, "not closed"))
        return 0;
    if (at[0] == '/')
        return '*';
    return at[0] == '`' ? '`' : '\'';
}

weir_text_state weir_text_look(const char *text, size_t size, weir_text_place *place) {
    wr_arena *arena = wr_arena_create(0);
    looker    look = {.at_statement = true};
    size_t    base = 0;
    *place = (weir_text_place){0};
    weir_text_state state = WEIR_TEXT_OPEN;
    while (base <= size && state == WEIR_TEXT_OPEN) {
        const wr_token_list list = wr_lex(text + base, size - base, arena);
        for (uint32_t i = 0; i + 1 < list.count && state == WEIR_TEXT_OPEN; i++)
            if (look_at(&look, &list.tokens[i])) {
                place->size = base + list.tokens[i].offset + 1;
                state = WEIR_TEXT_WHOLE;
            }
        const wr_token *last = &list.tokens[list.count - 1];
        if (state == WEIR_TEXT_WHOLE || last->kind == WR_TOKEN_END)
            break;
        place->open = open_thing(text + base, size - base, last);
        if (place->open)
            break;
        /* What is wrong is the parser's to say; the end is behind it. */
        base += last->offset + WR_MAX(last->length, 1u);
        look.token_count++;
        wr_arena_reset(arena);
    }
    wr_arena_destroy(arena);
    if (state == WEIR_TEXT_OPEN && place->open == 0 && look.in_set)
        place->open = 'B';
    return state == WEIR_TEXT_OPEN && place->open == 0 && look.token_count == 0 ? WEIR_TEXT_BLANK : state;
}

/* ---- secrets ---- */

static bool names_secret(const wr_token *name, const wr_token *equals) {
    return name->kind == WR_TOKEN_STRING && equals->kind == WR_TOKEN_EQ && wr_option_secret(name->text, name->text_size);
}

static void cover(char *from, char *end) {
    for (; from < end; from++)
        if (*from != '\n')
            *from = '*';
}

void weir_text_hide_secrets(char *text, size_t size) {
    wr_arena           *arena = wr_arena_create(0);
    const wr_token_list list = wr_lex(text, size, arena);
    for (uint32_t i = 2; i < list.count; i++) {
        const wr_token *value = &list.tokens[i];
        if (!names_secret(value - 2, value - 1))
            continue;
        if (value->kind == WR_TOKEN_STRING)
            cover(text + value->offset + 1, text + value->offset + value->length - 1);
        else if (value->kind == WR_TOKEN_ERROR) /* not closed: all that follows may belong to it */
            cover(text + value->offset, text + size);
    }
    const wr_token *last = &list.tokens[list.count - 1];
    if (last->kind == WR_TOKEN_ERROR && last->offset < size)
        wr_line_hide_secrets(text + last->offset, size - last->offset); /* what the lexer did not reach */
    wr_arena_destroy(arena);
}

/* Stars over the values of secret options: 'sasl.password' = '*******'. A value that began on a line above and says
 * password=... is covered too. */
void wr_line_hide_secrets(char *line, size_t size) {
    const char *end = line + size, *name = NULL;
    size_t      name_size = 0;
    for (char *at = line; at < end; at++) {
        if (end - at > 9 && strncasecmp(at, "password=", 9) == 0)
            for (at += 9; at < end && *at != ' ' && *at != ';'; at++)
                *at = *at == '"' || *at == '\'' ? *at : '*';
        if (at >= end || *at != '\'')
            continue;
        char *begin = at + 1;
        for (at++; at < end && (*at != '\'' || (at + 1 < end && at[1] == '\'')); at += at < end && *at == '\'' ? 2 : 1) {}
        size_t literal_size = (size_t)(WR_MIN((const char *)at, end) - begin);
        if (name && wr_option_secret(name, name_size)) {
            memset(begin, '*', literal_size);
            name = NULL;
            continue;
        }
        const char *next = at + 1;
        while (next < end && (*next == ' ' || *next == '\t'))
            next++;
        name = next < end && *next == '=' ? begin : NULL;
        name_size = literal_size;
    }
}
