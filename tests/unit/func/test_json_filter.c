/* Proves that filters in JSON paths hold for the values that Jayway's library, which Flink uses, takes. Flink itself lacks a class for what compares arrays and
 * objects or asks whether something is there; the answers are those of Flink with that class added, but for what only its representation explains. */
#include "base/json_text.h"
#include "check.h"
#include "func/json_path.h"

static wr_arena *arena;

/* The numbers `i` of the objects that pass in lax mode. */
static const char *passing(const char *filter, const char *text) {
    char            reason[WR_JSON_REASON_MAX];
    wr_json_path    compiled;
    weir_error      err = {0};
    wr_buffer       out = {0};
    wr_json_outcome outcome = WR_JSON_FAULT;
    const wr_json  *value = NULL, *document = wr_json_parse(text, strlen(text), arena, reason);
    const char     *path = wr_arena_printf(arena, "$.a[?(%s)].i", filter);
    weir_status     status = wr_json_path_compile(path, strlen(path), arena, &compiled, &err);
    if (status == WEIR_OK)
        status = wr_json_path_find(&compiled, document, true, arena, &value, &outcome, reason, &err);
    wr_json_path_release(&compiled);
    if (status != WEIR_OK)
        return status == WEIR_UNSUPPORTED ? "!unsupported" : "!invalid";
    if (value == NULL)
        return "!fault";
    wr_json_put(&out, value, arena);
    const char *copy = wr_arena_strdup(arena, wr_buffer_cstr(&out));
    wr_buffer_free(&out);
    return copy;
}

static void check_all(const char *const (*cases)[2], size_t count, const char *document) {
    for (size_t i = 0; i < count; i++) {
        const char *got = passing(cases[i][0], document);
        if (strcmp(got, cases[i][1]) != 0)
            fprintf(stderr, "%s:\n", cases[i][0]);
        CHECK_STR_EQ(got, cases[i][1]);
    }
}

TEST(plain_values) {
    static const char *const document = "{\"a\":[{\"i\":1,\"n\":1,\"s\":\"x\",\"e\":\"\"},{\"i\":2,\"n\":2.5,\"s\":\"Yz\",\"b\":true},{\"i\":3,\"s\":\"x y\",\"n\":null},{\"i\":4,\"n\":\"1\",\"b\":false},{\"i\":5,\"n\":10,\"s\":\"10\"}],\"x\":2,\"k\":\"x\"}";
    static const char *const cases[][2] = {
        {"@.s in ['x','Yz']", "[1,2]"}, {"@.s in [\"x\"]", "[1]"}, {"@.s in []", "[]"}, {"@.n in [1]", "[1,4]"}, {"@.n in [1.0, 2.50]", "[1,2]"},
        {"@.n in ['1']", "[1,4]"}, {"@.n in [null]", "[3]"}, {"@.b in [true]", "[2]"}, {"@.s nin ['x','Yz']", "[3,4,5]"}, {"@.n nin [1]", "[2,3,5]"},
        {"@.s IN ['x']", "[1]"}, {"@.s In ['x']", "[1]"}, {"@.z in ['x']", "[]"}, {"@.z in [null]", "[1,2,3,4,5]"}, {"@.z nin ['x']", "[1,2,3,4,5]"},
        {"@.s in [x]", "[1]"}, {"@.i in [1,2] && @.n > 1", "[2]"}, {"@.s all ['x']", "[]"}, {"@.s anyof ['x']", "[]"}, {"@.s noneof ['x']", "[]"},
        {"@.s subsetof ['x']", "[]"}, {"@.b", "[2,4]"}, {"!@.b", "[1,3,5]"}, {"@['n','i'] == 1", "[]"}, {"@ == 5", "[]"}, {"@", "[1,2,3,4,5]"},
        {"$", "[1,2,3,4,5]"}, {"$.x", "[1,2,3,4,5]"}, {"$.z", "[]"}, {"@.*", "[1,2,3,4,5]"}, {"@.* == 1", "[]"}, {"@..i == 1", "[]"}, {"@..i", "[1,2,3,4,5]"},
        {"@.i..x", "[1,2,3,4,5]"}, {"@.n == 1 && @.b", "[4]"}, {"@.i", "[1,2,3,4,5]"},
    };
    check_all(cases, sizeof cases / sizeof *cases, document);
}

TEST(arrays_and_objects) {
    static const char *const document = "{\"a\":[{\"i\":1,\"t\":[1,2]},{\"i\":2,\"t\":[]},{\"i\":3,\"t\":\"x\"},{\"i\":4},{\"i\":5,\"t\":null},{\"i\":6,\"t\":{}},{\"i\":7,\"t\":[\"x\",1.0]},{\"i\":8,\"t\":{\"u\":1}}],\"l\":[\"x\",1]}";
    static const char *const cases[][2] = {
        {"@.t == [1,2]", "[1]"}, {"@.t == [1, 2]", "[1]"}, {"@.t == [2,1]", "[]"}, {"@.t == []", "[2]"}, {"@.t == {}", "[6]"},
        {"@.t == {\"u\":1}", "[8]"}, {"@.t == { \"u\" : 1 }", "[8]"}, {"@.t != []", "[1,3,4,5,6,7,8]"}, {"@.t == ['x',1.0]", "[7]"},
        {"@.t == [\"x\",1]", "[7]"}, {"[] == @.t", "[2]"}, {"@.t == '[]'", "[]"}, {"@.t == '{}'", "[]"}, {"@.t == 'x'", "[3]"},
        {"@.t == null", "[4,5]"}, {"@.t", "[1,2,3,5,6,7,8]"}, {"!@.t", "[4]"}, {"@.t && @.i > 2", "[3,5,6,7,8]"},
        {"@.t || @.i == 4", "[1,2,3,4,5,6,7,8]"}, {"@.t.u", "[8]"}, {"@.t[0]", "[1,7]"}, {"@.t[*]", "[1,2,3,5,6,7,8]"}, {"@.t[*] == 1", "[]"},
        {"@.t[*] == [1,2]", "[1]"}, {"@.t.* == [1]", "[8]"}, {"@.t[0,1] == [1,2]", "[1]"}, {"@.t[0:1] == [1]", "[1]"}, {"@.t in [[1,2]]", "[1]"},
        {"@.t in [[1,2],[]]", "[1,2]"}, {"@.t in ['x']", "[3]"}, {"@.t in ['x', null]", "[3,4,5]"}, {"@.t nin ['x']", "[1,2,4,5,6,7,8]"},
        {"'x' in @.t", "[7]"}, {"1 in @.t", "[1,7]"}, {"1.0 in @.t", "[1,7]"}, {"2 nin @.t", "[2,6,7,8]"}, {"@.i in @.t", "[1]"},
        {"@.i in $.l", "[1]"}, {"@.t in $.l", "[3]"}, {"@.i in [1,\"2\",3.0]", "[1,2,3]"}, {"@.i in [\"1\"]", "[1]"},
        {"@.t subsetof [1,2,3]", "[1,2]"}, {"@.t subsetof [1]", "[2]"}, {"@.t subsetof ['x',1]", "[2,7]"}, {"[1] subsetof @.t", "[1,7]"},
        {"[] subsetof @.t", "[1,2,7]"}, {"@.t subsetof $.l", "[2,7]"}, {"@.t anyof [1]", "[1,7]"}, {"@.t anyof [2,3]", "[1]"},
        {"@.t anyof []", "[]"}, {"@.t anyof ['x']", "[7]"}, {"@.t anyof $.l", "[1,7]"}, {"@.t noneof [1]", "[2]"}, {"@.t noneof []", "[1,2,7]"},
        {"@.t noneof ['x']", "[1,2]"}, {"@.t noneof $.l", "[2]"}, {"@.t all [1]", "[1,7]"}, {"@.t all [1,2]", "[1]"}, {"@.t all ['x',1.0]", "[7]"},
        {"@.t all []", "[1,2,7]"}, {"@.t size 2", "[1,7]"}, {"@.t size 0", "[2]"}, {"@.t size 1", "[3]"}, {"@.t size '2'", "[]"}, {"@.t size @.i", "[]"},
        {"@.t empty true", "[2,6]"}, {"@.t empty false", "[1,3,7,8]"}, {"@.t contains 1", "[1,7]"}, {"@.t contains 1.0", "[1,7]"},
        {"@.t contains 'x'", "[3,7]"}, {"@.t contains '1'", "[1]"}, {"@.t contains @.i", "[1]"}, {"@.t contains null", "[]"},
        {"$.l contains @.t", "[3]"}, {"$.l contains @.i", "[1]"}, {"['x'] contains @.t", "[3]"}, {"[1,2] contains @.i", "[1,2]"},
        {"@.t =~ /x/", "[3,7]"}, {"@.t =~ /.*/", "[1,3,4,5,6,7,8]"}, {"@.t =~ /\\[1,2\\]/", "[]"}, {"@.t exists true", "[]"},
        {"@.t exists false", "[]"}, {"@.t === [1,2]", "[1]"}, {"@.t === 'x'", "[3]"}, {"@.t !== [1,2]", "[2,3,4,5,6,7,8]"}, {"@.t > []", "[]"},
        {"@.t < [1]", "[]"}, {"@.t > 'a'", "[3]"}, {"@.t.keys() == ['u']", "[8]"}, {"@.t[?(@ == 1)]", "[1,2,6,7,8]"},
        {"@.t[?(@ == 1)] == [1]", "[1,7]"}, {"@.t[?(@ == 1)] empty false", "[1,7]"}, {"@.t[?(@ > 5)]", "[1,2,6,7,8]"},
        {"@.t[?(@ > 5)] empty true", "[1,2,4,6,7,8]"}, {"@..u", "[1,2,3,4,5,6,7,8]"}, {"@..u == [1]", "[8]"}, {"$.l", "[1,2,3,4,5,6,7,8]"},
        {"$.l[0] == @.t", "[3]"}, {"$.l == ['x',1]", "[1,2,3,4,5,6,7,8]"}, {"$..i", "[1,2,3,4,5,6,7,8]"}, {"[1] == [1]", "[1,2,3,4,5,6,7,8]"},
        {"[1] == [1.0]", "[1,2,3,4,5,6,7,8]"}, {"{\"a\":1} == {\"a\":1}", "[1,2,3,4,5,6,7,8]"}, {"{\"a\":1,\"b\":2} == {\"b\":2,\"a\":1}", "[1,2,3,4,5,6,7,8]"}, {"{} == {}", "[1,2,3,4,5,6,7,8]"},
        {"{a:1} == {\"a\":1}", "[1,2,3,4,5,6,7,8]"}, {"{'a':1} == {\"a\":1}", "[1,2,3,4,5,6,7,8]"}, {"'x' in ['x']", "[1,2,3,4,5,6,7,8]"},
        {"'x' in [\"y\",'x']", "[1,2,3,4,5,6,7,8]"}, {"'x' in ['it\\'s','x']", "[1,2,3,4,5,6,7,8]"}, {"'a]b' in ['a]b']", "[1,2,3,4,5,6,7,8]"},
        {"'a)b' in ['a)b']", "[1,2,3,4,5,6,7,8]"}, {"1 in [1.0]", "[1,2,3,4,5,6,7,8]"}, {"1.0 in [1]", "[1,2,3,4,5,6,7,8]"},
        {"1 in ['1']", "[1,2,3,4,5,6,7,8]"}, {"'1' in [1]", "[1,2,3,4,5,6,7,8]"}, {"true in [true]", "[1,2,3,4,5,6,7,8]"},
        {"true in ['true']", "[]"}, {"null in [null]", "[1,2,3,4,5,6,7,8]"}, {"null in []", "[]"}, {"[1] in [[1]]", "[1,2,3,4,5,6,7,8]"},
        {"{} in [{}]", "[1,2,3,4,5,6,7,8]"}, {"[] empty true", "[1,2,3,4,5,6,7,8]"}, {"{} empty true", "[1,2,3,4,5,6,7,8]"}, {"[1] empty true", "[]"},
        {"{\"a\":1} empty false", "[1,2,3,4,5,6,7,8]"}, {"[1,2] size 2", "[1,2,3,4,5,6,7,8]"}, {"{\"a\":1} size 1", "[]"},
        {"[1,2] contains 2", "[1,2,3,4,5,6,7,8]"}, {"[1,2] contains 2.0", "[1,2,3,4,5,6,7,8]"}, {"['a'] contains 'a'", "[1,2,3,4,5,6,7,8]"},
        {"{\"a\":1} contains 'a'", "[]"}, {"{\"a\":1} contains 1", "[]"}, {"[[1]] contains [1]", "[1,2,3,4,5,6,7,8]"},
        {"[1,2] subsetof [1,2,3]", "[1,2,3,4,5,6,7,8]"}, {"[1,1] subsetof [1]", "[1,2,3,4,5,6,7,8]"}, {"[] subsetof []", "[1,2,3,4,5,6,7,8]"},
        {"[1.0] subsetof [1]", "[1,2,3,4,5,6,7,8]"}, {"'a' subsetof ['a']", "[]"}, {"{\"a\":1} subsetof ['a']", "[]"}, {"[1] subsetof 'x'", "[]"},
        {"[1,2] anyof [2]", "[1,2,3,4,5,6,7,8]"}, {"[1,2] anyof [3]", "[]"}, {"'a' anyof ['a']", "[]"}, {"[1,2] noneof [2]", "[]"},
        {"[1,2] noneof [3]", "[1,2,3,4,5,6,7,8]"}, {"'a' noneof ['b']", "[]"}, {"[1,2] all [1]", "[1,2,3,4,5,6,7,8]"}, {"[1] all [1,2]", "[]"},
        {"'a' all ['a']", "[]"}, {"[1] =~ /\\[1\\]/", "[]"}, {"['a','b'] =~ /b/", "[1,2,3,4,5,6,7,8]"}, {"{\"a\":1} =~ /.*/", "[1,2,3,4,5,6,7,8]"},
        {"[1] exists true", "[]"}, {"[1] > [0]", "[]"}, {"null == []", "[]"}, {"[1] != [1]", "[]"},
        {"[1] != 'a'", "[1,2,3,4,5,6,7,8]"},
    };
    check_all(cases, sizeof cases / sizeof *cases, document);
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(plain_values);
    RUN(arrays_and_objects);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
