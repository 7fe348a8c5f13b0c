/* base/name_pattern.c - see the header. */
#include "base/name_pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/alloc.h"

#define STEPS_MAX 1000000u

struct wr_name_pattern {
    pcre2_code          *code;
    pcre2_match_data    *match;
    pcre2_match_context *limits;
};

weir_status wr_name_pattern_create(const char *table_name, const char *option, const char *text, wr_name_pattern **out, weir_error *err) {
    int        number;
    PCRE2_SIZE offset;
    *out = NULL;
    if (!text)
        return WEIR_OK;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_UTF, &number, &offset, NULL);
    if (!code) {
        PCRE2_UCHAR reason[128];
        pcre2_get_error_message(number, reason, sizeof reason);
        return weir_fail(err, WEIR_INVALID, "table '%s': '%s' is not a regular expression: %s at character %zu", table_name, option, (const char *)reason, (size_t)offset + 1);
    }
    wr_name_pattern *pattern = wr_calloc(1, sizeof *pattern);
    pattern->code = code;
    pattern->match = pcre2_match_data_create_from_pattern(code, NULL);
    pattern->limits = pcre2_match_context_create(NULL);
    WR_ASSERT(pattern->match && pattern->limits);
    pcre2_set_match_limit(pattern->limits, STEPS_MAX);
    *out = pattern;
    return WEIR_OK;
}

bool wr_name_pattern_matches(wr_name_pattern *pattern, const char *name, size_t size) {
    return !pattern || pcre2_match(pattern->code, (PCRE2_SPTR)name, size, 0, 0, pattern->match, pattern->limits) >= 0;
}

void wr_name_pattern_destroy(wr_name_pattern *pattern) {
    if (!pattern)
        return;
    pcre2_match_context_free(pattern->limits);
    pcre2_match_data_free(pattern->match);
    pcre2_code_free(pattern->code);
    wr_free(pattern);
}
