/* func/regex.c - REGEXP and its relatives, SIMILAR TO, and splitting by patterns, on PCRE2.
 *
 * Patterns are Java's: they are rewritten (java_regex.c) and compiled once each; a few are kept when
 * the pattern changes from row to row. Matching is bounded: a pattern that backtracks too long on a
 * text is a data error, never a hanging job. Replacements are plain text ($1 means nothing). A pattern
 * that Java would not compile gives FALSE (REGEXP), NULL (REGEXP_EXTRACT, _EXTRACT_ALL, _COUNT, _INSTR, _SUBSTR) or
 * fails the job (REGEXP_REPLACE, SIMILAR TO), all as in Flink; one that Java knows and this program
 * does not is WEIR_UNSUPPORTED, never a wrong answer. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "func/java_regex.h"
#include "func/regex.h"
#include "func/text.h"

#define MATCH_LIMIT 5000000u     /* steps; below a second */
#define HEAP_LIMIT_KIB 65536u
#define KEPT 8u                  /* compiled patterns of one call */

typedef struct compiled {
    char             *pattern; /* owned, with the escape of SIMILAR TO behind; NULL: not used */
    size_t            size;
    pcre2_code       *code;    /* NULL: Java would not compile it either */
    pcre2_match_data *match;
    uint32_t          groups;
} compiled;

typedef struct regexes {
    compiled             kept[KEPT];
    uint32_t             next;  /* the entry that goes next */
    compiled            *last;
    pcre2_match_context *limits;
    pcre2_jit_stack     *stack;
    char                *text;  /* where REGEXP_REPLACE builds */
    size_t               capacity;
    bool                 similar;
} regexes;

static void forget(compiled *entry) {
    pcre2_code_free(entry->code);
    pcre2_match_data_free(entry->match);
    wr_free(entry->pattern);
    memset(entry, 0, sizeof(*entry));
}

void wr_regex_release(weir_call *call) {
    regexes *all = call->prepared;
    if (all == NULL)
        return;
    for (uint32_t i = 0; i < KEPT; i++)
        forget(&all->kept[i]);
    pcre2_match_context_free(all->limits);
    pcre2_jit_stack_free(all->stack);
    wr_free(all->text);
    memset(all, 0, sizeof(*all));
}

static weir_status unsupported(const weir_call *call, const weir_string *pattern, const char *what, weir_error *err) {
    return weir_fail(err, WEIR_UNSUPPORTED, "%s: the pattern '%.*s' uses %s, which is not available yet", call->function->name,
                     (int)WR_MIN(pattern->size, 100U), weir_string_data(pattern), what);
}

/* Errors of PCRE2 for what Java can do. */
static const char *only_java(int code) {
    switch (code) {
    case PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH:
    case PCRE2_ERROR_LOOKBEHIND_TOO_COMPLICATED:
    case PCRE2_ERROR_LOOKBEHIND_TOO_LONG: return "a lookbehind of varying length";
    case PCRE2_ERROR_QUANTIFIER_TOO_BIG: return "a quantifier above 65535";
    case PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP: return "parentheses nested deeper than 250";
    case PCRE2_ERROR_PATTERN_TOO_LARGE:
    case PCRE2_ERROR_PATTERN_TOO_COMPLICATED:
    case PCRE2_ERROR_HEAP_FAILED: return "too much memory";
    case PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY:
    case PCRE2_ERROR_MALFORMED_UNICODE_PROPERTY: return "a property of characters";
    default: return NULL;
    }
}

/* Compiles a Java pattern; *code stays NULL where Java would refuse it. UNSUPPORTED: *what says what Java can do there. */
static java_regex_result compile_java(const char *java, size_t java_size, uint32_t options, pcre2_code **code, const char **what) {
    char             *text = NULL;
    size_t            size = 0;
    java_regex_result result = wr_java_to_pcre(java, java_size, &text, &size, what);
    if (result == JAVA_REGEX_OK) {
        int                    fault = 0;
        PCRE2_SIZE             place = 0;
        pcre2_compile_context *how = pcre2_compile_context_create(NULL);
        if (how)
            pcre2_set_newline(how, PCRE2_NEWLINE_ANYCRLF);
        *code = pcre2_compile((PCRE2_SPTR)text, size, PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C | options, &fault, &place, how);
        pcre2_compile_context_free(how);
        if (*code == NULL && (*what = only_java(fault)) != NULL)
            result = JAVA_REGEX_UNSUPPORTED;
    }
    wr_free(text);
    if (*code != NULL)
        pcre2_jit_compile(*code, PCRE2_JIT_COMPLETE); /* where there is none, matching interprets */
    return result;
}

static weir_status compile(const weir_call *call, regexes *all, const weir_string *pattern, const weir_string *escape,
                           compiled *entry, weir_error *err) {
    char       *java = NULL;
    const char *what = NULL;
    const char *source = weir_string_data(pattern);
    size_t      source_size = pattern->size;
    java_regex_result result = JAVA_REGEX_OK;
    if (all->similar) {
        result = wr_similar_to_java(pattern, escape, &java, &source_size);
        source = java;
    }
    if (result == JAVA_REGEX_OK)
        result = compile_java(source, source_size, all->similar ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0U, &entry->code, &what);
    wr_free(java);
    if (result == JAVA_REGEX_UNSUPPORTED)
        return unsupported(call, pattern, what, err);
    if (entry->code == NULL)
        return WEIR_OK;
    entry->match = pcre2_match_data_create_from_pattern(entry->code, NULL);
    pcre2_pattern_info(entry->code, PCRE2_INFO_CAPTURECOUNT, &entry->groups);
    if (entry->match == NULL)
        return weir_fail(err, WEIR_NOMEM, "%s: memory is spent", call->function->name);
    return WEIR_OK;
}

static bool is_entry(const compiled *entry, const weir_string *pattern, const weir_string *escape) {
    return entry->pattern && entry->size == (size_t)pattern->size + (escape ? escape->size : 0) &&
           memcmp(entry->pattern, weir_string_data(pattern), pattern->size) == 0 &&
           (escape == NULL || memcmp(entry->pattern + pattern->size, weir_string_data(escape), escape->size) == 0);
}

/* all->last becomes this pattern's entry. */
static weir_status use_pattern(const weir_call *call, regexes *all, const weir_string *pattern,
                               const weir_string *escape, weir_error *err) {
    if (all->last && is_entry(all->last, pattern, escape))
        return WEIR_OK;
    for (uint32_t i = 0; i < KEPT; i++) {
        if (is_entry(&all->kept[i], pattern, escape)) {
            all->last = &all->kept[i];
            return WEIR_OK;
        }
    }
    compiled *entry = &all->kept[all->next++ % KEPT];
    all->last = NULL;
    forget(entry);
    weir_status status = compile(call, all, pattern, escape, entry, err);
    if (status != WEIR_OK) {
        forget(entry);
        return status;
    }
    entry->size = (size_t)pattern->size + (escape ? escape->size : 0);
    entry->pattern = wr_alloc(entry->size + 1);
    memcpy(entry->pattern, weir_string_data(pattern), pattern->size);
    if (escape)
        memcpy(entry->pattern + pattern->size, weir_string_data(escape), escape->size);
    all->last = entry;
    return WEIR_OK;
}

static pcre2_match_context *new_limits(pcre2_jit_stack *stack) {
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    if (limits) {
        pcre2_set_match_limit(limits, MATCH_LIMIT);
        pcre2_set_heap_limit(limits, HEAP_LIMIT_KIB);
        pcre2_jit_stack_assign(limits, NULL, stack);
    }
    return limits;
}

static weir_status prepare(weir_call *call, bool similar, weir_error *err) {
    regexes    *all = wr_arena_calloc(call->arena, 1, sizeof(*all));
    weir_string pattern, escape;
    call->prepared = all;
    all->similar = similar;
    all->stack = pcre2_jit_stack_create((size_t)32 << 10, (size_t)1 << 20, NULL);
    all->limits = new_limits(all->stack);
    bool escaped = similar && call->arg_count == 3;
    if (call->arg_count < 2 || !literal_text(call->literals, 1, &pattern) || (escaped && !literal_text(call->literals, 2, &escape)))
        return WEIR_OK;
    weir_status status = use_pattern(call, all, &pattern, escaped ? &escape : NULL, err);
    if (status != WEIR_OK)
        wr_regex_release(call);
    return status;
}

weir_status wr_regex_prepare(weir_call *call, weir_error *err) {
    return prepare(call, false, err);
}
static weir_status prepare_similar(weir_call *call, weir_error *err) {
    return prepare(call, true, err);
}

static int match(const pcre2_code *code, pcre2_match_data *data, pcre2_match_context *limits, const char *text, size_t size, size_t start) {
    int count = pcre2_match(code, (PCRE2_SPTR)text, size, start, 0, data, limits);
    if (count == PCRE2_ERROR_JIT_STACKLIMIT)
        count = pcre2_match(code, (PCRE2_SPTR)text, size, start, PCRE2_NO_JIT, data, limits);
    return count;
}

/* Searches from byte `start` on; *groups: where it is and where its groups are, or NULL. */
static weir_status find(const weir_call *call, const char *text, size_t size, size_t start,
                        const PCRE2_SIZE **groups, weir_error *err) {
    const regexes  *all = call->prepared;
    const compiled *entry = all->last;
    const int count = match(entry->code, entry->match, all->limits, text, size, start);
    *groups = count > 0 ? pcre2_get_ovector_pointer(entry->match) : NULL;
    if (count > 0 || count == PCRE2_ERROR_NOMATCH)
        return WEIR_OK;
    return weir_fail(err, WEIR_DATA, "%s: the pattern '%.*s' takes too long on a text of %zu bytes; make it simpler",
                     call->function->name, (int)WR_MIN(entry->size, (size_t)100), entry->pattern, size);
}

/* ---- one pattern that whole texts must match ---- */

struct wr_pattern {
    pcre2_code          *code;
    pcre2_match_data    *match;
    pcre2_match_context *limits;
};

weir_status wr_pattern_create(const char *java, size_t size, const char *what, wr_pattern **pattern, weir_error *err) {
    const char *cannot = NULL;
    wr_pattern *made = wr_calloc(1, sizeof *made);
    *pattern = NULL;
    if (compile_java(java, size, PCRE2_ANCHORED | PCRE2_ENDANCHORED, &made->code, &cannot) == JAVA_REGEX_UNSUPPORTED) {
        wr_pattern_free(made);
        return weir_fail(err, WEIR_UNSUPPORTED, "%s: the pattern '%.*s' uses %s, which is not available yet", what, (int)WR_MIN(size, (size_t)100), java, cannot);
    }
    if (made->code == NULL) {
        wr_pattern_free(made);
        return WEIR_OK;
    }
    made->match = pcre2_match_data_create_from_pattern(made->code, NULL);
    made->limits = new_limits(NULL);
    if (made->match == NULL || made->limits == NULL) {
        wr_pattern_free(made);
        return weir_fail(err, WEIR_NOMEM, "%s: memory is spent", what);
    }
    *pattern = made;
    return WEIR_OK;
}

weir_status wr_pattern_matches(wr_pattern *pattern, const char *text, size_t size, bool *matches, weir_error *err) {
    const int count = match(pattern->code, pattern->match, pattern->limits, text, size, 0);
    *matches = count > 0;
    if (count > 0 || count == PCRE2_ERROR_NOMATCH)
        return WEIR_OK;
    return weir_fail(err, WEIR_DATA, "a pattern takes too long on a text of %zu bytes; make it simpler", size);
}

void wr_pattern_free(wr_pattern *pattern) {
    if (pattern == NULL)
        return;
    pcre2_code_free(pattern->code);
    pcre2_match_data_free(pattern->match);
    pcre2_match_context_free(pattern->limits);
    wr_free(pattern);
}

/* ---- calls ---- */

/* Where the search goes on behind a match; above size: nowhere. */
static size_t behind(const char *text, size_t size, const PCRE2_SIZE *groups) {
    if (groups[1] > groups[0])
        return groups[1];
    return groups[1] >= size ? size + 1 : groups[1] + text_step(text + groups[1], size - groups[1]);
}

static weir_status bad_pattern(const weir_call *call, const weir_string *pattern, weir_error *err) {
    return weir_fail(err, WEIR_DATA, "%s: '%.*s' is not a valid pattern", call->function->name,
                     (int)WR_MIN(pattern->size, 100U), weir_string_data(pattern));
}

#define SCALAR(name)                                                                               \
    static weir_status name(const weir_call *call, const weir_column *args, weir_rows rows,        \
                            weir_vector *out, weir_error *err)
/* What every kernel needs of row i. */
#define ROW(i)                                                                                     \
    const weir_string *whole = &strings_of(&args[0])[i], *pattern = &strings_of(&args[1])[i];      \
    const char        *text = weir_string_data(whole);                                             \
    const size_t       size = whole->size;                                                         \
    const PCRE2_SIZE  *groups = NULL;                                                              \
    WEIR_TRY(use_pattern(call, all, pattern, NULL, err));                                          \
    const bool compiles = all->last->code != NULL

SCALAR(regexp) {
    regexes *all = call->prepared;
    uint8_t *values = out->data;
    WR_EACH(i, rows, ROW(i);
            if (compiles && pattern->size != 0) WEIR_TRY(find(call, text, size, 0, &groups, err));
            values[i] = groups != NULL;);
    return WEIR_OK;
}

SCALAR(similar_to) {
    regexes           *all = call->prepared;
    const weir_string *texts = strings_of(&args[0]), *patterns = strings_of(&args[1]);
    const weir_string *escapes = call->arg_count == 3 ? strings_of(&args[2]) : NULL;
    uint8_t           *values = out->data;
    WR_EACH(i, rows, const PCRE2_SIZE *groups = NULL;
            WEIR_TRY(use_pattern(call, all, &patterns[i], escapes ? &escapes[i] : NULL, err));
            if (all->last->code == NULL) return bad_pattern(call, &patterns[i], err);
            WEIR_TRY(find(call, weir_string_data(&texts[i]), texts[i].size, 0, &groups, err));
            values[i] = groups != NULL;);
    return WEIR_OK;
}

SCALAR(regexp_count) {
    regexes *all = call->prepared;
    int32_t *values = out->data;
    WR_EACH(i, rows, ROW(i); int32_t count = 0;
            if (!compiles) {
                set_null(out, i);
                continue;
            }
            for (size_t at = 0; at <= size; at = behind(text, size, groups), count++) {
                WEIR_TRY(find(call, text, size, at, &groups, err));
                if (groups == NULL) break;
            }
            values[i] = count;);
    return WEIR_OK;
}

/* In UTF-16 units, as in Flink. */
SCALAR(regexp_instr) {
    regexes *all = call->prepared;
    int32_t *values = out->data;
    WR_EACH(i, rows, ROW(i);
            if (!compiles) {
                set_null(out, i);
                continue;
            }
            WEIR_TRY(find(call, text, size, 0, &groups, err));
            values[i] = groups ? (int32_t)wr_text_units(text, groups[0]) + 1 : 0;);
    return WEIR_OK;
}

static void put_group(weir_vector *out, uint32_t row, const char *text, const PCRE2_SIZE *groups, size_t group) {
    const PCRE2_SIZE *ends = groups ? groups + group * 2 : NULL;
    if (ends == NULL || ends[0] == PCRE2_UNSET || ends[1] < ends[0])
        set_null(out, row);
    else
        ((weir_string *)out->data)[row] = weir_string_view(text + ends[0], ends[1] - ends[0]);
}

SCALAR(regexp_substr) {
    regexes *all = call->prepared;
    WR_EACH(i, rows, ROW(i);
            if (compiles) WEIR_TRY(find(call, text, size, 0, &groups, err));
            put_group(out, i, text, groups, 0););
    return WEIR_OK;
}

SCALAR(regexp_extract) {
    regexes       *all = call->prepared;
    const int32_t *indexes = call->arg_count == 3 ? args[2].data : NULL;
    WR_EACH(i, rows, ROW(i); int32_t index = indexes ? indexes[i] : 0;
            if (compiles && index >= 0 && (uint32_t)index <= all->last->groups)
                WEIR_TRY(find(call, text, size, 0, &groups, err));
            put_group(out, i, text, groups, (size_t)index););
    return WEIR_OK;
}

/* ---- several results of one text ---- */

static weir_value piece(const char *text, size_t begin, size_t end) {
    return (weir_value){.u.string = weir_string_view(text + begin, end - begin)};
}

weir_status wr_regex_split(const weir_call *call, const weir_string *pattern, const weir_string *whole, uint32_t limit, wr_list *pieces, weir_error *err) {
    const char       *text = weir_string_data(whole);
    const size_t      size = whole->size;
    const uint32_t    first = pieces->count;
    const PCRE2_SIZE *groups = NULL;
    size_t            begin = 0;
    WEIR_TRY(use_pattern(call, call->prepared, pattern, NULL, err));
    if (((const regexes *)call->prepared)->last->code == NULL)
        return bad_pattern(call, pattern, err);
    for (size_t at = 0; at <= size && (limit == 0 || pieces->count - first + 1 < limit); at = behind(text, size, groups)) {
        WEIR_TRY(find(call, text, size, at, &groups, err));
        if (groups == NULL)
            break;
        if (groups[1] == 0) /* nothing, at the beginning: no piece before it */
            continue;
        wr_list_add(pieces, piece(text, begin, groups[0]));
        begin = groups[1];
    }
    wr_list_add(pieces, piece(text, begin, size));
    while (limit == 0 && begin != 0 && pieces->count > first && pieces->items[pieces->count - 1].u.string.size == 0)
        pieces->count--;
    return WEIR_OK;
}

/* The group of every match; NULL where it took no part. The default is the first group. */
static weir_status extract_all(const weir_call *call, const weir_column *args, uint32_t row, wr_list *found, weir_vector *out, weir_error *err) {
    regexes      *all = call->prepared;
    const int64_t group = call->arg_count == 3 ? ((const int64_t *)args[2].data)[row] : 1;
    found->count = 0;
    ROW(row);
    if (!compiles || group < 0 || group > (int64_t)all->last->groups) {
        set_null(out, row);
        return WEIR_OK;
    }
    for (size_t at = 0; at <= size; at = behind(text, size, groups)) {
        WEIR_TRY(find(call, text, size, at, &groups, err));
        if (groups == NULL)
            break;
        const PCRE2_SIZE *ends = groups + group * 2;
        bool              unset = ends[0] == PCRE2_UNSET || ends[1] < ends[0];
        wr_list_add(found, unset ? (weir_value){.is_null = true} : piece(text, ends[0], ends[1]));
    }
    return wr_array_make(call->result, found->items, found->count, out->strings, &((weir_string *)out->data)[row], err);
}

SCALAR(regexp_extract_all) {
    wr_list     found = {0};
    weir_status status = WEIR_OK;
    WEIR_FOR_ROWS(i, k, rows) {
        status = extract_all(call, args, i, &found, out, err);
        if (status != WEIR_OK)
            break;
    }
    wr_list_free(&found);
    return status;
}

/* ---- REGEXP_REPLACE ---- */

/* Appends to what it builds. */
static weir_status append(regexes *all, size_t *used, const char *data, size_t size, weir_error *err) {
    if ((uint64_t)*used + size > WR_TEXT_RESULT_MAX)
        return weir_fail(err, WEIR_DATA, "REGEXP_REPLACE would make a text of more than %llu bytes",
                         (unsigned long long)WR_TEXT_RESULT_MAX);
    if (*used + size > all->capacity) {
        all->capacity = (*used + size) * 2 + 256;
        all->text = wr_realloc(all->text, all->capacity);
    }
    if (size)
        memcpy(all->text + *used, data, size);
    *used += size;
    return WEIR_OK;
}

SCALAR(regexp_replace) {
    regexes     *all = call->prepared;
    weir_string *values = out->data;
    WR_EACH(i, rows, ROW(i); const weir_string *with = &strings_of(&args[2])[i]; size_t used = 0; size_t copied = 0;
            bool changed = false;
            if (!compiles) {
                set_null(out, i);
                continue;
            }
            for (size_t at = 0; at <= size; at = behind(text, size, groups)) {
                WEIR_TRY(find(call, text, size, at, &groups, err));
                if (groups == NULL) break;
                changed = true;
                WEIR_TRY(append(all, &used, text + copied, groups[0] - copied, err));
                WEIR_TRY(append(all, &used, weir_string_data(with), with->size, err));
                copied = groups[1];
            }
            if (changed) {
                WEIR_TRY(append(all, &used, text + copied, size - copied, err));
                values[i] = string_copy(out, all->text, used);
            } else {
                values[i] = *whole;
            });
    return WEIR_OK;
}

#define INFER(name, kinds, takes, result_type)                                                     \
    static weir_status name(weir_infer *call, weir_error *err) {                                   \
        WEIR_TRY(wr_infer_params(call, kinds, false, takes, err));                                 \
        call->result = (result_type);                                                              \
        return WEIR_OK;                                                                            \
    }
INFER(infer_test, "ss", "a text and a pattern", weir_type_of(WEIR_TYPE_BOOLEAN, infer_any_nullable(call)))
INFER(infer_similar, "ss?s", "a text, a pattern and maybe an escape character",
      weir_type_of(WEIR_TYPE_BOOLEAN, infer_any_nullable(call)))
INFER(infer_number, "ss", "a text and a pattern", weir_type_of(WEIR_TYPE_INT, true))
INFER(infer_text, "ss", "a text and a pattern", type_string(true))
INFER(infer_extract, "ss?i", "a text, a pattern and maybe the number of a group", type_string(true))
INFER(infer_extract_all, "ss?l", "a text, a pattern and maybe the number of a group", wr_array_type(call->arena, type_string(true), true))
INFER(infer_replace, "sss", "a text, a pattern and a replacement", type_string(infer_any_nullable(call)))

#define REGEX_FUNCTION(symbol, text, infer_function, function)                                     \
    const weir_function weir_function_##symbol = {                                                 \
        .abi = sizeof(weir_function), .name = text, .null_in_null_out = true, .infer = infer_function, \
        .prepare = wr_regex_prepare, .scalar = function, .release = wr_regex_release}
REGEX_FUNCTION(regexp, "REGEXP", infer_test, regexp);
REGEX_FUNCTION(regexp_count, "REGEXP_COUNT", infer_number, regexp_count);
REGEX_FUNCTION(regexp_extract, "REGEXP_EXTRACT", infer_extract, regexp_extract);
REGEX_FUNCTION(regexp_extract_all, "REGEXP_EXTRACT_ALL", infer_extract_all, regexp_extract_all);
REGEX_FUNCTION(regexp_instr, "REGEXP_INSTR", infer_number, regexp_instr);
REGEX_FUNCTION(regexp_replace, "REGEXP_REPLACE", infer_replace, regexp_replace);
REGEX_FUNCTION(regexp_substr, "REGEXP_SUBSTR", infer_text, regexp_substr);
const weir_function weir_function_op_similar_to = {
    .abi = sizeof(weir_function), .name = "SIMILAR TO", .hidden = true, .null_in_null_out = true,
    .infer = infer_similar, .prepare = prepare_similar, .scalar = similar_to, .release = wr_regex_release,
};
