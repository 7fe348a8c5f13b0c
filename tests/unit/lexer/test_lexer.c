/* Proves that text is cut into the right tokens with the right places, and bad text is named. */
#include "lexer/lexer.h"

#include "../check.h"

static wr_arena *arena;

static wr_token_list lex(const char *text) {
    return wr_lex(text, strlen(text), arena);
}

/* The kinds of all tokens but the last, as letters. */
static const char *kinds(const char *text) {
    static const char letters[] = {
        [WR_TOKEN_END] = '.', [WR_TOKEN_ERROR] = '!', [WR_TOKEN_WORD] = 'w',
        [WR_TOKEN_QUOTED_NAME] = 'q', [WR_TOKEN_INTEGER] = 'i', [WR_TOKEN_DECIMAL] = 'd',
        [WR_TOKEN_DOUBLE] = 'e', [WR_TOKEN_STRING] = 's', [WR_TOKEN_UNICODE_STRING] = 'u',
        [WR_TOKEN_BINARY] = 'x', [WR_TOKEN_LEFT_PAREN] = '(', [WR_TOKEN_RIGHT_PAREN] = ')',
        [WR_TOKEN_LEFT_BRACKET] = '[', [WR_TOKEN_RIGHT_BRACKET] = ']', [WR_TOKEN_COMMA] = ',',
        [WR_TOKEN_SEMICOLON] = ';', [WR_TOKEN_DOT] = 'p', [WR_TOKEN_COLON] = ':',
        [WR_TOKEN_PLUS] = '+', [WR_TOKEN_MINUS] = '-', [WR_TOKEN_STAR] = '*',
        [WR_TOKEN_SLASH] = '/', [WR_TOKEN_PERCENT] = '%', [WR_TOKEN_CONCAT] = '|',
        [WR_TOKEN_EQ] = '=', [WR_TOKEN_NE] = '#', [WR_TOKEN_LT] = '<', [WR_TOKEN_LE] = 'l',
        [WR_TOKEN_GT] = '>', [WR_TOKEN_GE] = 'g', [WR_TOKEN_ARROW] = 'a',
        [WR_TOKEN_HINT_BEGIN] = '{', [WR_TOKEN_HINT_END] = '}',
    };
    wr_token_list list = lex(text);
    char         *out = wr_arena_calloc(arena, list.count + 1, 1);
    for (uint32_t i = 0; i < list.count; i++)
        out[i] = letters[list.tokens[i].kind];
    return out;
}

TEST(every_kind) {
    CHECK_STR_EQ(kinds(""), ".");
    CHECK_STR_EQ(kinds("a `b c` 1 1.5 .5 5. 1e3 1.5E-3 'x' U&'\\0041' X'0aFF'"), "wqidddeesux.");
    CHECK_STR_EQ(kinds("()[],;.:+-* /%||"), "()[],;p:+-*/%|.");
    CHECK_STR_EQ(kinds("= <> < <= > >= =>"), "=#<l>ga.");
    CHECK_STR_EQ(kinds("t /*+ OPTIONS('a'='b') */ x"), "w{w(s=s)}w.");
    CHECK_STR_EQ(kinds("1.e"), "!");
    CHECK_STR_EQ(kinds("a.b"), "wpw.");
    CHECK_STR_EQ(kinds("x-1"), "w-i.");
    CHECK_STR_EQ(kinds("ARRAY<ROW<a INT>>"), "w<w<ww>>.");
}

TEST(comments_and_blanks) {
    CHECK_STR_EQ(kinds("a -- b\n c"), "ww.");
    CHECK_STR_EQ(kinds("a // b\r\n c"), "ww.");
    CHECK_STR_EQ(kinds("a /* b ; ' \n */ c /**/ d /***/"), "www.");
    CHECK_STR_EQ(kinds("a --"), "w.");
    CHECK_STR_EQ(kinds("\xEF\xBB\xBF" "a"), "w.");
    CHECK_STR_EQ(kinds("a/b"), "w/w.");
}

TEST(texts) {
    wr_token_list list = lex("'it''s' `a``b` X'00ff' Wörld $x1 _y");
    CHECK_STR_EQ(list.tokens[0].text, "it's");
    CHECK_UINT_EQ(list.tokens[0].length, 7);
    CHECK_STR_EQ(list.tokens[1].text, "a`b");
    CHECK_UINT_EQ(list.tokens[2].text_size, 2);
    CHECK_MEM_EQ(list.tokens[2].text, "\0\xff", 2);
    CHECK_STR_EQ(list.tokens[3].text, "Wörld");
    CHECK_STR_EQ(list.tokens[4].text, "$x1");
    CHECK_STR_EQ(list.tokens[5].text, "_y");
    CHECK_STR_EQ(lex("''").tokens[0].text, "");
}

TEST(strings_with_marks) {
    wr_token_list list = lex("N'a' _utf8'b' _ISO-8859-1'c' E'x\\'y''z\\n\\x41\\101\\u00e4\\q' _a 'd'");
    CHECK_STR_EQ(list.tokens[0].text, "a");
    CHECK_STR_EQ(list.tokens[1].text, "b");
    CHECK_STR_EQ(list.tokens[2].text, "c");
    CHECK_STR_EQ(list.tokens[3].text, "x'y'z\nAAä\\q");
    CHECK_INT_EQ(list.tokens[3].kind, WR_TOKEN_MARKED_STRING);
    CHECK_INT_EQ(list.tokens[4].kind, WR_TOKEN_WORD); /* the quote is not at the mark */
    CHECK_INT_EQ(lex("_nosuch'a'").tokens[0].kind, WR_TOKEN_ERROR);
    CHECK_INT_EQ(lex("E'a\\'").tokens[0].kind, WR_TOKEN_ERROR);
}

TEST(settings_need_no_quotes) {
    wr_token_list list = lex("SET state.dir = file:///tmp/a-b;reset a.b ; SET 'k'=1s");
    CHECK_STR_EQ(list.tokens[1].text, "state.dir");
    CHECK_INT_EQ(list.tokens[1].kind, WR_TOKEN_STRING);
    CHECK_STR_EQ(list.tokens[3].text, "file:///tmp/a-b");
    CHECK_STR_EQ(list.tokens[6].text, "a.b");
    CHECK_INT_EQ(list.tokens[6].kind, WR_TOKEN_STRING);
    CHECK_STR_EQ(list.tokens[11].text, "1s");
    CHECK_INT_EQ(lex("ALTER TABLE t SET a = b").tokens[4].kind, WR_TOKEN_WORD); /* only at the beginning of a statement */
    CHECK_INT_EQ(lex("SET a b = c").tokens[1].kind, WR_TOKEN_WORD);
}

TEST(places_count_characters) {
    wr_token_list list = lex("a\n  'öß' b\r\nc");
    CHECK_UINT_EQ(list.tokens[0].line, 1);
    CHECK_UINT_EQ(list.tokens[0].column, 1);
    CHECK_UINT_EQ(list.tokens[1].line, 2);
    CHECK_UINT_EQ(list.tokens[1].column, 3);
    CHECK_UINT_EQ(list.tokens[2].column, 8); /* two letters of two bytes each before it */
    CHECK_UINT_EQ(list.tokens[2].offset, 11);
    CHECK_UINT_EQ(list.tokens[3].line, 3);
    CHECK_UINT_EQ(list.tokens[3].column, 1);
}

TEST(keywords) {
    CHECK_INT_EQ(wr_keyword_find("select", 6), WR_KW_SELECT);
    CHECK_INT_EQ(wr_keyword_find("SeLeCt", 6), WR_KW_SELECT);
    CHECK_INT_EQ(wr_keyword_find("selec", 5), WR_NO_KEYWORD);
    CHECK_STR_EQ(wr_keyword_text(WR_KW_TRY_CAST), "TRY_CAST");
    CHECK_INT_EQ(lex("`select`").tokens[0].keyword, WR_NO_KEYWORD);
    for (int i = 1; i < WR_KEYWORD_COUNT; i++) { /* each is found, so the list is in order */
        const char *text = wr_keyword_text((wr_keyword)i);
        CHECK_INT_EQ(wr_keyword_find(text, strlen(text)), i);
    }
    CHECK(wr_name_needs_quotes("value"));
    CHECK(wr_name_needs_quotes("a b"));
    CHECK(wr_name_needs_quotes("1a"));
    CHECK(wr_name_needs_quotes(""));
    CHECK(!wr_name_needs_quotes("name"));
    CHECK(!wr_name_needs_quotes("a1"));
}

TEST(pairs_of_parentheses) {
    wr_token_list list = lex("(a (b) c) ; ) ( (");
    CHECK_UINT_EQ(list.tokens[0].pair, 6);
    CHECK_UINT_EQ(list.tokens[2].pair, 4);
    CHECK_UINT_EQ(list.tokens[9].pair, 0);
    list = lex("( ; )");
    CHECK_UINT_EQ(list.tokens[0].pair, 0); /* a statement's end closes nothing */
}

static void check_bad(const char *text, uint32_t line, uint32_t column, const char *message) {
    wr_token_list list = lex(text);
    wr_token      last = list.tokens[list.count - 1];
    CHECK_INT_EQ(last.kind, WR_TOKEN_ERROR);
    if (last.kind != WR_TOKEN_ERROR)
        return;
    CHECK_CONTAINS(last.text, message);
    CHECK_UINT_EQ(last.line, line);
    CHECK_UINT_EQ(last.column, column);
}

TEST(bad_text) {
    check_bad("a\n 'b", 2, 2, "string is not closed");
    check_bad("a `b", 1, 3, "name is not closed");
    check_bad("a /* b *", 1, 3, "comment is not closed");
    check_bad("x \"y\"", 1, 3, "double quotes");
    check_bad("a = 'b\xff'", 1, 7, "byte 0xFF is not valid UTF-8");
    check_bad("-- \xc3", 1, 4, "not valid UTF-8");
    check_bad("/* \xe2\x82 */", 1, 4, "not valid UTF-8");
    check_bad("\xed\xa0\x80", 1, 1, "not valid UTF-8"); /* a surrogate */
    check_bad("\xc0\x80", 1, 1, "not valid UTF-8");     /* too long a form */
    check_bad("\xf5\x80\x80\x80", 1, 1, "not valid UTF-8");
    check_bad("2013_flights", 1, 1, "`2013_flights`");
    check_bad("1a", 1, 1, "neither a number nor a name");
    check_bad("X'0'", 1, 1, "even number");
    check_bad("X'0g'", 1, 1, "0-9 and A-F");
    check_bad("``", 1, 1, "cannot be empty");
    check_bad("a == b", 1, 3, "equality is written '='");
    check_bad("a & b", 1, 3, "no bit operators");
    check_bad("a ! b", 1, 3, "NOT");
    check_bad("a ? b", 1, 3, "parameters");
    check_bad("\x01", 1, 1, "control character U+0001");
    check_bad("a\xc2\xa0" "b", 1, 2, "invisible character");
    check_bad("\xe2\x80\x98x\xe2\x80\x99", 1, 1, "plain '");
    check_bad("{", 1, 1, "unexpected character '{'");
    wr_token_list list = wr_lex("a\0b", 3, arena);
    CHECK_INT_EQ(list.tokens[1].kind, WR_TOKEN_ERROR);
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(every_kind);
    RUN(comments_and_blanks);
    RUN(texts);
    RUN(strings_with_marks);
    RUN(settings_need_no_quotes);
    RUN(places_count_characters);
    RUN(keywords);
    RUN(pairs_of_parentheses);
    RUN(bad_text);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
