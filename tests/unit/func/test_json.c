/* Proves that JSON texts and paths are read as Flink reads them, that their limits hold, and that no text makes them fail otherwise. */
#include "func/json_path.h"

#include "base/json_text.h"
#include "check.h"
#include "random.h"

static wr_arena *arena;

/* The text written anew, or "!" and why it is not JSON. */
static const char *rewritten(const char *text, size_t size) {
    char           reason[WR_JSON_REASON_MAX];
    wr_buffer      out = {0};
    const wr_json *value = wr_json_parse(text, size, arena, reason);
    if (value == NULL)
        return wr_arena_printf(arena, "!%s", reason);
    wr_json_put(&out, value, arena);
    const char *copy = wr_arena_strdup(arena, wr_buffer_cstr(&out));
    wr_buffer_free(&out);
    return copy;
}

static const char *found(const char *path, const char *text) {
    char           reason[WR_JSON_REASON_MAX];
    wr_json_path   compiled;
    weir_error     err = {0};
    wr_buffer      out = {0};
    const wr_json *value = NULL;
    wr_json_outcome outcome = WR_JSON_FAULT;
    const wr_json  *document = wr_json_parse(text, strlen(text), arena, reason);
    weir_status     status = wr_json_path_compile(path, strlen(path), arena, &compiled, &err);
    if (status == WEIR_OK && document != NULL)
        status = wr_json_path_find(&compiled, document, false, arena, &value, &outcome, reason, &err);
    wr_json_path_release(&compiled);
    if (status != WEIR_OK)
        return status == WEIR_UNSUPPORTED ? "!unsupported" : status == WEIR_DATA ? "!too long" : "!invalid";
    if (document == NULL)
        return "!no json";
    if (value == NULL)
        return outcome == WR_JSON_MISSING ? "!missing" : "!fault";
    wr_json_put(&out, value, arena);
    const char *copy = wr_arena_strdup(arena, wr_buffer_cstr(&out));
    wr_buffer_free(&out);
    return copy;
}

TEST(texts) {
    static const char *const cases[][2] = {
        {"{\"b\":1,\"a\":{\"d\":2,\"c\":3},\"b\":[ ]}", "{\"a\":{\"c\":3,\"d\":2},\"b\":[]}"},
        {"[1.50,1e2,-0,-0.0,0.1e-10,12345678901234567890123]", "[1.50,1E+2,0,0.0,1E-11,12345678901234567890123]"},
        {"{\"a\":1} trailing", "{\"a\":1}"},
        {" \"\\u00e9\\ud83d\\ude00\\n\" ", "\"\xc3\xa9\xf0\x9f\x98\x80\\n\""},
        {"5 6", "5"},
    };
    static const char *const wrong[] = {"", " ", "5x", "truex", "01", "1.", "[1,]", "{a:1}", "'a'", "nul", "[1", "\"a", "\v1", "\"\x01\"", "NaN", "+1"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_STR_EQ(rewritten(cases[i][0], strlen(cases[i][0])), cases[i][1]);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK_INT_EQ(rewritten(wrong[i], strlen(wrong[i]))[0], '!');
}

TEST(paths) {
    static const char *const document = "{\"a\":[{\"b\":1},{\"b\":2},{\"c\":3}],\"x y\":{\"z\":null},\"n\":[3,1,2]}";
    static const char *const cases[][2] = {
        {"$.a[0].b", "1"},         {"a[1].b", "2"},           {"$['x y']['z']", "null"},   {"$.a[-1]", "{\"c\":3}"}, {"$.a[*].b", "[1,2]"},
        {"$..b", "[1,2]"},         {"$.n[1:]", "[1,2]"},      {"$.n[:-1]", "[3,1]"},       {"$.n[0,2]", "[3,2]"},    {"$.n.max()", "3.0"},
        {"$.n.length()", "3"},     {"$.a[?(@.b > 1)]", "[{\"b\":2}]"}, {"$.a[?(!(@.b == 1) && @.b != 5)].b", "[2]"},   {"$.keys()", "[\"a\",\"x y\",\"n\"]"},
        {"$.q", "!missing"},       {"$.a.b", "!missing"},     {"$.n[9]", "!missing"},      {"$.a[*].q", "[]"},       {"$['a','n','q']['length']", "[]"},
        {"$.", "!invalid"},        {"$[", "!invalid"},        {"$.x y", "!invalid"},       {"", "!invalid"},         {"$a", "!invalid"},
        {"$.a[?(@.b =~ /(?<=a+)x/)]", "!unsupported"},        {"$.a[?(@.b in [1])].b", "[1]"},                         {"$.a[*].length()", "[1,1,1]"},
        {"$.n.first()x", "!missing"}, {"$.x.min()", "!missing"}, {"$.a.min()", "!fault"},     {"$.n[?(@ == 1)][?(@ == 1)]", "[]"},
        {"$.n.append(4).sum()", "10.0"}, {"$.concat($.n, \"-\", 1e2)", "\"312-1E+2\""}, {"$.max($.n, 7)", "7.0"}, {"$..b.sum()", "3.0"},
        {"$.length($.n[*])", "0"},   {"$.n.index(9)", "!fault"}, {"$.a[*].keys().x", "!missing"},  {"$.n.concat(\"\\ud83d\\ude00\")", "\"\xf0\x9f\x98\x80\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_STR_EQ(found(cases[i][0], document), cases[i][1]);
}

TEST(depth_and_length_are_bounded) {
    char text[2 * (WR_JSON_DEPTH_MAX + 2)];
    for (uint32_t depth = WR_JSON_DEPTH_MAX; depth <= WR_JSON_DEPTH_MAX + 1; depth++) {
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        CHECK_INT_EQ(rewritten(text, 2 * (size_t)depth)[0], depth == WR_JSON_DEPTH_MAX ? '[' : '!');
    }
    memset(text, '9', WR_JSON_NUMBER_MAX + 1);
    CHECK_INT_EQ(rewritten(text, WR_JSON_NUMBER_MAX)[0], '9');
    CHECK_INT_EQ(rewritten(text, WR_JSON_NUMBER_MAX + 1)[0], '!');
}

/* Paths that would take for ever stop. */
TEST(steps_are_bounded) {
    wr_buffer text = {0};
    for (int i = 0; i < 300; i++)
        wr_buffer_byte(&text, '[');
    wr_buffer_byte(&text, '1');
    for (int i = 0; i < 300; i++)
        wr_buffer_byte(&text, ']');
    CHECK_STR_EQ(found("$..*..*..*..*..*", wr_buffer_cstr(&text)), "!too long");
    wr_buffer_free(&text);
}

TEST(any_text_and_any_path) {
    static const char alphabet[] = "{}[]()\"'\\:,.@$?*!=<>&|~/ 019-+eEab\xc3\xa9\nnulltruefalse";
    test_random       random = {3};
    char              text[40], path[40];
    for (int i = 0; i < 200000; i++) {
        const size_t size = random_below(&random, sizeof text - 1), length = random_below(&random, sizeof path - 1);
        for (size_t k = 0; k < size; k++)
            text[k] = alphabet[random_below(&random, sizeof alphabet - 1)];
        for (size_t k = 0; k < length; k++)
            path[k] = alphabet[random_below(&random, sizeof alphabet - 1)];
        text[size] = path[length] = '\0';
        rewritten(text, size);
        found(path, i % 2 ? text : "{\"a\":[1,{\"b\":\"e\"},null],\"b\":0.1}");
        if (i % 1000 == 0)
            wr_arena_reset(arena);
    }
    CHECK(true);
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(texts);
    RUN(paths);
    RUN(depth_and_length_are_bounded);
    RUN(steps_are_bounded);
    RUN(any_text_and_any_path);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
