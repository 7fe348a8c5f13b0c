/* batch/options.c - reads the options of a table by name, with the defaults of their specs.
 *
 * Values were checked with wr_option_value_check when the table was made, so readers cannot fail. */
#include "batch/options.h"

#include <string.h>

#include "base/number.h"

#define NANOSECONDS_PER_MS 1000000

bool wr_option_name_matches(const char *pattern, const char *name) {
    for (; *pattern != '#' && *pattern != '*'; pattern++, name++) {
        if (*pattern != *name)
            return false;
        if (*pattern == '\0')
            return true;
    }
    if (*name == '\0')
        return false;
    for (const char *rest = name + 1;; rest++) {
        if (wr_option_name_matches(pattern + 1, rest))
            return true;
        if (*rest == '\0')
            return false;
    }
}

const weir_option_spec *wr_option_spec_find(const weir_option_spec *specs, const char *name) {
    for (const weir_option_spec *spec = specs; spec != NULL && spec->name != NULL; spec++)
        if (strcmp(spec->name, name) == 0)
            return spec;
    for (const weir_option_spec *spec = specs; spec != NULL && spec->name != NULL; spec++)
        if (strpbrk(spec->name, "#*") != NULL && wr_option_name_matches(spec->name, name))
            return spec;
    return NULL;
}

weir_status wr_option_value_check(const weir_option_spec *spec, const char *name, const char *value,
                                  weir_error *err) {
    size_t   size = strlen(value);
    int64_t  integer;
    uint64_t bytes;
    double   number;
    bool     flag;
    switch (spec->kind) {
    case WEIR_OPT_STRING:
        return WEIR_OK;
    case WEIR_OPT_INT:
        if (wr_parse_i64(value, size, &integer))
            return WEIR_OK;
        return weir_fail(err, WEIR_INVALID, "option '%s': '%s' is not an integer", name, value);
    case WEIR_OPT_BOOL:
        if (wr_parse_bool(value, size, &flag))
            return WEIR_OK;
        return weir_fail(err, WEIR_INVALID, "option '%s': '%s' is neither 'true' nor 'false'", name,
                         value);
    case WEIR_OPT_DURATION:
        if (wr_parse_duration_ns(value, size, &integer))
            return WEIR_OK;
        return weir_fail(err, WEIR_INVALID,
                         "option '%s': '%s' is not a duration; write '500 ms', '10 s', '5 min' or the like",
                         name, value);
    case WEIR_OPT_BYTES:
        if (wr_parse_memory_size(value, size, &bytes))
            return WEIR_OK;
        return weir_fail(err, WEIR_INVALID,
                         "option '%s': '%s' is not a memory size; write '64 kb', '128 mb' or the like",
                         name, value);
    case WEIR_OPT_DOUBLE:
        if (wr_parse_f64(value, size, &number))
            return WEIR_OK;
        return weir_fail(err, WEIR_INVALID, "option '%s': '%s' is not a number", name, value);
    }
    return WEIR_OK;
}

bool wr_option_secret(const char *name, size_t size) {
    static const char *const parts[] = {"password", "secret", "jaas", "key.pem", "keystore.key", "oauthbearer.config", "token", "credential"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (memmem(name, size, parts[i], strlen(parts[i])))
            return true;
    return false;
}

const char *weir_options_text(const weir_options *options, const char *name) {
    if (options == NULL)
        return NULL;
    for (uint32_t i = options->count; i-- > 0;)
        if (strcmp(options->items[i].name, name) == 0)
            return options->items[i].value;
    const weir_option_spec *spec = wr_option_spec_find(options->specs, name);
    return spec != NULL ? spec->default_value : NULL;
}

int64_t weir_options_int(const weir_options *options, const char *name, int64_t otherwise) {
    const char *text = weir_options_text(options, name);
    int64_t     value;
    return text != NULL && wr_parse_i64(text, strlen(text), &value) ? value : otherwise;
}

bool weir_options_bool(const weir_options *options, const char *name, bool otherwise) {
    const char *text = weir_options_text(options, name);
    bool        value;
    return text != NULL && wr_parse_bool(text, strlen(text), &value) ? value : otherwise;
}

int64_t weir_options_duration_ms(const weir_options *options, const char *name, int64_t otherwise) {
    const char *text = weir_options_text(options, name);
    int64_t     value;
    if (text == NULL || !wr_parse_duration_ns(text, strlen(text), &value))
        return otherwise;
    return value / NANOSECONDS_PER_MS;
}

uint64_t weir_options_bytes(const weir_options *options, const char *name, uint64_t otherwise) {
    const char *text = weir_options_text(options, name);
    uint64_t    value;
    return text != NULL && wr_parse_memory_size(text, strlen(text), &value) ? value : otherwise;
}

double weir_options_double(const weir_options *options, const char *name, double otherwise) {
    const char *text = weir_options_text(options, name);
    double      value;
    return text != NULL && wr_parse_f64(text, strlen(text), &value) ? value : otherwise;
}
