/* func/java_regex.c - patterns of Java and of SIMILAR TO, rewritten for PCRE2.
 *
 * The languages agree in most; rewritten is what differs: classes within classes and their
 * intersections, \p{Alpha} and other names, \u escapes, octal numbers, \Q..\E, flags. What only PCRE2
 * knows (recursion, verbs, \K ...) is refused, as Java refuses it. */
#include "func/java_regex.h"

#include "base/buffer.h"
#include "func/text.h"

typedef struct rewriter {
    const char *text;
    size_t      size, at;
    wr_buffer   out;
    int64_t     group_count;
    uint32_t    depth;
    const char *what;
} rewriter;

#define NEST_LIMIT 100u /* classes within classes */
#define PUT(r, literal) wr_buffer_append(&(r)->out, literal, sizeof(literal) - 1)
#define TRY(expression)                                                                            \
    do {                                                                                           \
        java_regex_result try_result_ = (expression);                                              \
        if (try_result_ != JAVA_REGEX_OK)                                                          \
            return try_result_;                                                                    \
    } while (0)

static void put_char(rewriter *r, char c) {
    wr_buffer_append(&r->out, &c, 1);
}

static char peek(const rewriter *r, size_t ahead) {
    return r->at + ahead < r->size ? r->text[r->at + ahead] : '\0';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static java_regex_result unsupported(rewriter *r, const char *what) {
    r->what = what;
    return JAVA_REGEX_UNSUPPORTED;
}

/* One character that means itself, in or out of a class. */
static void put_literal(rewriter *r, char c) {
    if ((unsigned char)c < 0x80 && !is_letter(c) && !is_digit(c))
        put_char(r, '\\');
    put_char(r, c);
}

static void put_code_point(rewriter *r, uint32_t value) {
    char text[24];
    int  size = snprintf(text, sizeof(text), "\\x{%x}", value);
    wr_buffer_append(&r->out, text, (size_t)size);
}

static bool read_number(rewriter *r, uint32_t base, size_t least, size_t most, uint32_t *value) {
    size_t count = 0;
    *value = 0;
    while (count < most && r->at < r->size) {
        char     c = r->text[r->at];
        uint32_t digit = is_digit(c) ? (uint32_t)(c - '0') : is_letter(c) ? (uint32_t)((c | 0x20) - 'a') + 10 : 99;
        if (digit >= base)
            break;
        *value = *value * base + digit;
        r->at++;
        count++;
    }
    return count >= least;
}

/* ---- \p{..} ---- */

static const struct { const char *java, *posix; } posix_names[] = {
    {"Lower", "lower"}, {"Upper", "upper"}, {"ASCII", "ascii"}, {"Alpha", "alpha"}, {"Digit", "digit"},
    {"Alnum", "alnum"}, {"Punct", "punct"}, {"Graph", "graph"}, {"Print", "print"}, {"Blank", "blank"},
    {"Cntrl", "cntrl"}, {"XDigit", "xdigit"}, {"Space", "space"},
};
static const struct { const char *java, *property; } property_names[] = {
    {"IsAlphabetic", "L"},  {"IsLetter", "L"},     {"IsDigit", "Nd"},        {"IsUppercase", "Lu"},
    {"IsLowercase", "Ll"},  {"IsTitlecase", "Lt"}, {"IsPunctuation", "P"},   {"IsControl", "Cc"},
    {"IsWhite_Space", "Xsp"}, {"IsIdeographic", "Han"}, {"javaLowerCase", "Ll"}, {"javaUpperCase", "Lu"},
    {"javaLetter", "L"},    {"javaAlphabetic", "L"}, {"javaDigit", "Nd"},    {"javaLetterOrDigit", "Xan"},
    {"javaWhitespace", "Xsp"}, {"javaTitleCase", "Lt"}, {"LC", "L&"}, {"L1", NULL},
};

static java_regex_result rewrite_property(rewriter *r, bool in_class) {
    bool   negated = r->text[r->at] == 'P';
    size_t from = ++r->at, to = from + 1;
    if (peek(r, 0) == '{') {
        from++;
        to = from;
        while (to < r->size && r->text[to] != '}')
            to++;
        if (to == r->size || to == from)
            return JAVA_REGEX_INVALID;
        r->at = to + 1;
    } else {
        if (from >= r->size)
            return JAVA_REGEX_INVALID;
        r->at = to;
    }
    const char *name = r->text + from;
    size_t      size = to - from;
    for (size_t i = 0; i < WR_COUNT_OF(posix_names); i++) {
        if (strlen(posix_names[i].java) != size || memcmp(posix_names[i].java, name, size) != 0)
            continue;
        if (!in_class)
            put_char(r, '[');
        PUT(r, "[:");
        if (negated)
            put_char(r, '^');
        wr_buffer_append(&r->out, posix_names[i].posix, strlen(posix_names[i].posix));
        PUT(r, ":]");
        if (!in_class)
            put_char(r, ']');
        return JAVA_REGEX_OK;
    }
    for (size_t i = 0; i < WR_COUNT_OF(property_names); i++) {
        if (strlen(property_names[i].java) != size || memcmp(property_names[i].java, name, size) != 0)
            continue;
        if (property_names[i].property == NULL)
            return unsupported(r, "\\p{L1}");
        name = property_names[i].property;
        size = strlen(name);
        break;
    }
    if (size > 2 && memcmp(name, "Is", 2) == 0) { /* scripts and categories */
        name += 2;
        size -= 2;
    }
    for (size_t i = 0; i < size; i++)
        if (!is_letter(name[i]) && name[i] != '_' && name[i] != '&')
            return unsupported(r, "a property of characters");
    if (size > 2 && memcmp(name, "In", 2) == 0 && name[2] >= 'A' && name[2] <= 'Z')
        return unsupported(r, "a block of Unicode");
    if (memchr(name, '=', size))
        return unsupported(r, "a property of characters");
    put_char(r, '\\');
    put_char(r, negated ? 'P' : 'p');
    put_char(r, '{');
    wr_buffer_append(&r->out, name, size);
    put_char(r, '}');
    return JAVA_REGEX_OK;
}

/* ---- escapes ---- */

static void rewrite_quoted(rewriter *r) { /* behind \Q */
    while (r->at < r->size) {
        if (r->text[r->at] == '\\' && peek(r, 1) == 'E') {
            r->at += 2;
            return;
        }
        put_literal(r, r->text[r->at++]);
    }
}

static java_regex_result rewrite_unicode(rewriter *r) { /* behind \u */
    uint32_t value, low;
    if (!read_number(r, 16, 4, 4, &value))
        return JAVA_REGEX_INVALID;
    if (value >= 0xd800 && value < 0xdc00 && peek(r, 0) == '\\' && peek(r, 1) == 'u') {
        r->at += 2;
        if (!read_number(r, 16, 4, 4, &low))
            return JAVA_REGEX_INVALID;
        if (low < 0xdc00 || low > 0xdfff)
            return unsupported(r, "half of a surrogate pair");
        value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
    }
    if (value >= 0xd800 && value < 0xe000)
        return unsupported(r, "half of a surrogate pair");
    put_code_point(r, value);
    return JAVA_REGEX_OK;
}

static java_regex_result rewrite_back_reference(rewriter *r) {
    int64_t group = r->text[r->at++] - '0';
    while (is_digit(peek(r, 0)) && group * 10 + (peek(r, 0) - '0') <= r->group_count)
        group = group * 10 + (r->text[r->at++] - '0');
    if (group > r->group_count) {
        PUT(r, "(?!)"); /* of no group: never matches */
        return JAVA_REGEX_OK;
    }
    char text[24];
    int  size = snprintf(text, sizeof(text), "\\g{%lld}", (long long)group);
    wr_buffer_append(&r->out, text, (size_t)size);
    return JAVA_REGEX_OK;
}

static java_regex_result rewrite_escape(rewriter *r, bool in_class) {
    uint32_t value;
    if (++r->at >= r->size)
        return JAVA_REGEX_INVALID;
    char c = r->text[r->at];
    if (c == 'p' || c == 'P')
        return rewrite_property(r, in_class);
    if (is_digit(c) && c != '0')
        return in_class ? JAVA_REGEX_INVALID : rewrite_back_reference(r);
    r->at++;
    switch (c) {
    case 'Q': rewrite_quoted(r); return JAVA_REGEX_OK;
    case 'E': return JAVA_REGEX_OK;
    case 'u': return rewrite_unicode(r);
    case '0': {
        size_t most = peek(r, 0) >= '0' && peek(r, 0) <= '3' ? 3 : 2;
        if (!read_number(r, 8, 1, most, &value))
            return JAVA_REGEX_INVALID;
        put_code_point(r, value);
        return JAVA_REGEX_OK;
    }
    case 'x':
        if (peek(r, 0) == '{') {
            r->at++;
            if (!read_number(r, 16, 1, 6, &value) || peek(r, 0) != '}' || value > 0x10ffff)
                return JAVA_REGEX_INVALID;
            r->at++;
        } else if (!read_number(r, 16, 2, 2, &value)) {
            return JAVA_REGEX_INVALID;
        }
        if (value >= 0xd800 && value < 0xe000)
            return unsupported(r, "half of a surrogate pair");
        put_code_point(r, value);
        return JAVA_REGEX_OK;
    case 'c':
        if (r->at >= r->size || (unsigned char)r->text[r->at] >= 0x80)
            return JAVA_REGEX_INVALID;
        put_code_point(r, (uint32_t)(unsigned char)r->text[r->at++] ^ 64);
        return JAVA_REGEX_OK;
    case 'N': return unsupported(r, "\\N{name}");
    case 'k':
        if (in_class || peek(r, 0) != '<')
            return JAVA_REGEX_INVALID;
        PUT(r, "\\k");
        return JAVA_REGEX_OK;
    default: break;
    }
    if (is_letter(c) && (strchr("tnrfaedDhHsSvVwW", c) == NULL && (in_class || strchr("bBAGZzRX", c) == NULL)))
        return JAVA_REGEX_INVALID;
    if ((unsigned char)c < 0x80) /* before a letter beyond ASCII a backslash means nothing */
        put_char(r, '\\');
    put_char(r, c);
    return JAVA_REGEX_OK;
}

/* ---- classes ---- */

static java_regex_result rewrite_class(rewriter *r);

static void insert(rewriter *r, size_t place, const char *text) {
    size_t size = strlen(text);
    wr_buffer_append(&r->out, text, size);
    memmove(r->out.data + place + size, r->out.data + place, r->out.size - size - place);
    memcpy(r->out.data + place, text, size);
}

/* What stands in a class up to its ']' or a '&&'; nested classes become part of it. */
static java_regex_result rewrite_items(rewriter *r, bool first) {
    while (r->at < r->size) {
        char c = r->text[r->at];
        if ((c == ']' && !first) || (c == '&' && peek(r, 1) == '&'))
            return JAVA_REGEX_OK;
        first = false;
        if (c == '[') {
            if (peek(r, 1) == '^')
                return unsupported(r, "a negated class among others in a class");
            if (++r->depth > NEST_LIMIT)
                return unsupported(r, "classes nested deeper than 100");
            r->at++;
            TRY(rewrite_items(r, true));
            if (peek(r, 0) != ']')
                return r->at < r->size ? unsupported(r, "an intersection among others in a class") : JAVA_REGEX_INVALID;
            r->at++;
            r->depth--;
        } else if (c == '\\') {
            TRY(rewrite_escape(r, true));
        } else {
            if (c == '-' || c == '^' || (unsigned char)c >= 0x80 || is_letter(c) || is_digit(c))
                put_char(r, c);
            else
                put_literal(r, c);
            r->at++;
        }
    }
    return JAVA_REGEX_INVALID;
}

/* One side of && : a class alone, or items. */
static java_regex_result rewrite_operand(rewriter *r, bool negated, bool first, bool *alone) {
    size_t at = r->at, used = r->out.size;
    *alone = false;
    if (peek(r, 0) == '[') {
        TRY(rewrite_class(r));
        if (peek(r, 0) == ']' || (peek(r, 0) == '&' && peek(r, 1) == '&')) {
            *alone = true;
            return JAVA_REGEX_OK;
        }
        r->at = at;
        r->out.size = used;
    }
    put_char(r, '[');
    if (negated)
        put_char(r, '^');
    TRY(rewrite_items(r, first));
    put_char(r, ']');
    return JAVA_REGEX_OK;
}

static java_regex_result rewrite_class(rewriter *r) {
    size_t start = r->out.size;
    bool   negated = false, alone = false, several = false;
    if (++r->depth > NEST_LIMIT)
        return unsupported(r, "classes nested deeper than 100");
    r->at++;
    if (peek(r, 0) == '^') {
        negated = true;
        r->at++;
    }
    for (bool first = true;; first = false) {
        size_t operand = r->out.size;
        TRY(rewrite_operand(r, negated, first, &alone));
        if (negated && alone)
            return unsupported(r, "a negated class of a class");
        if (peek(r, 0) == ']')
            break;
        if (negated)
            return unsupported(r, "a negated intersection");
        several = true;
        r->at += 2; /* && */
        insert(r, operand, "(?=");
        put_char(r, ')');
    }
    r->at++;
    if (several) {
        insert(r, start, "(?:");
        put_char(r, ')');
    }
    r->depth--;
    return JAVA_REGEX_OK;
}

/* ---- the whole ---- */

static java_regex_result rewrite_flags(rewriter *r) { /* behind (? */
    PUT(r, "(?");
    size_t kept = 0;
    bool   minus = false;
    for (; r->at < r->size && r->text[r->at] != ')' && r->text[r->at] != ':'; r->at++) {
        char c = r->text[r->at];
        if (c == 'U' || c == 'd')
            return unsupported(r, c == 'U' ? "the flag U" : "the flag d");
        if (c == 'u')
            continue; /* letter case is Unicode's anyway */
        if (c == '-' ? minus : strchr("imsx", c) == NULL)
            return JAVA_REGEX_INVALID;
        minus |= c == '-';
        put_char(r, c);
        kept++;
    }
    if (r->at == r->size)
        return JAVA_REGEX_INVALID;
    char end = r->text[r->at++];
    if (end == ')' && kept == 0)
        put_char(r, ':'); /* an empty group in place of empty flags */
    put_char(r, end);
    return JAVA_REGEX_OK;
}

static java_regex_result rewrite_open(rewriter *r) {
    if (peek(r, 1) == '*')
        return JAVA_REGEX_INVALID;
    if (peek(r, 1) != '?') {
        put_char(r, '(');
        r->at++;
        return JAVA_REGEX_OK;
    }
    char kind = peek(r, 2);
    if (kind == '<' && is_letter(peek(r, 3))) {
        size_t end = r->at + 3;
        while (end < r->size && (is_letter(r->text[end]) || is_digit(r->text[end])))
            end++;
        if (end == r->size || r->text[end] != '>')
            return JAVA_REGEX_INVALID;
        if (end - r->at - 3 > 32)
            return unsupported(r, "a group name of more than 32 letters");
        wr_buffer_append(&r->out, r->text + r->at, end + 1 - r->at);
        r->at = end + 1;
        return JAVA_REGEX_OK;
    }
    bool behind = kind == '<' && (peek(r, 3) == '=' || peek(r, 3) == '!');
    if (kind == ':' || kind == '=' || kind == '!' || kind == '>' || behind) {
        wr_buffer_append(&r->out, r->text + r->at, behind ? 4 : 3);
        r->at += behind ? 4 : 3;
        return JAVA_REGEX_OK;
    }
    if (!is_letter(kind) && kind != '-')
        return JAVA_REGEX_INVALID;
    r->at += 2;
    return rewrite_flags(r);
}

static java_regex_result rewrite_repetition(rewriter *r) {
    size_t end = r->at + 1;
    while (end < r->size && is_digit(r->text[end]))
        end++;
    if (end == r->at + 1)
        return JAVA_REGEX_INVALID;
    if (end < r->size && r->text[end] == ',')
        end++;
    while (end < r->size && is_digit(r->text[end]))
        end++;
    if (end >= r->size || r->text[end] != '}')
        return JAVA_REGEX_INVALID;
    wr_buffer_append(&r->out, r->text + r->at, end + 1 - r->at);
    r->at = end + 1;
    return JAVA_REGEX_OK;
}

/* Capturing groups, near enough for the numbers of back references. */
static int64_t count_groups(const char *text, size_t size) {
    int64_t count = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\\')
            i++;
        else if (text[i] == '(')
            count += i + 1 >= size || text[i + 1] != '?' || (i + 3 < size && text[i + 2] == '<' && is_letter(text[i + 3]));
    }
    return count;
}

static java_regex_result rewrite(rewriter *r) {
    while (r->at < r->size) {
        char c = r->text[r->at];
        switch (c) {
        case '\\': TRY(rewrite_escape(r, false)); break;
        case '[': TRY(rewrite_class(r)); break;
        case '(': TRY(rewrite_open(r)); break;
        case '{': TRY(rewrite_repetition(r)); break;
        default:
            put_char(r, c);
            r->at++;
        }
    }
    return JAVA_REGEX_OK;
}

java_regex_result wr_java_to_pcre(const char *pattern, size_t pattern_size, char **text, size_t *size, const char **what) {
    rewriter r = {.text = pattern, .size = pattern_size, .group_count = count_groups(pattern, pattern_size)};
    java_regex_result result = rewrite(&r);
    put_char(&r, '\0');
    *text = wr_alloc(r.out.size);
    memcpy(*text, r.out.data, r.out.size);
    *size = r.out.size - 1;
    *what = r.what;
    wr_buffer_free(&r.out);
    return result;
}

/* ---- SIMILAR TO ---- */

static bool is_similar_special(char c) {
    return c != '\0' && strchr("[]()|^-+*_%?{}", c) != NULL;
}

typedef struct similar {
    const char *text, *escape;
    size_t      size, escape_size, at;
    wr_buffer   out;
} similar;

static bool at_escape(const similar *s) {
    return s->escape_size && s->size - s->at >= s->escape_size && memcmp(s->text + s->at, s->escape, s->escape_size) == 0;
}

/* What stands behind an escape means itself. */
static java_regex_result similar_escaped(similar *s) {
    s->at += s->escape_size;
    if (s->at < s->size && is_similar_special(s->text[s->at])) {
        if (s->text[s->at] != '_' && s->text[s->at] != '%')
            wr_buffer_append(&s->out, "\\", 1);
        wr_buffer_append(&s->out, s->text + s->at++, 1);
        return JAVA_REGEX_OK;
    }
    if (!at_escape(s))
        return JAVA_REGEX_INVALID;
    wr_buffer_append(&s->out, "\\Q", 2);
    wr_buffer_append(&s->out, s->escape, s->escape_size);
    wr_buffer_append(&s->out, "\\E", 2);
    s->at += s->escape_size;
    return JAVA_REGEX_OK;
}

static java_regex_result similar_class(similar *s) {
    static const struct { const char *name, *java; } classes[] = {
        {"[:ALPHA:]", "\\p{Alpha}"}, {"[:alpha:]", "\\p{Alpha}"}, {"[:UPPER:]", "\\p{Upper}"},
        {"[:upper:]", "\\p{Upper}"}, {"[:LOWER:]", "\\p{Lower}"}, {"[:lower:]", "\\p{Lower}"},
        {"[:DIGIT:]", "\\d"},        {"[:digit:]", "\\d"},        {"[:SPACE:]", " "},
        {"[:space:]", " "},          {"[:WHITESPACE:]", "\\s"},   {"[:whitespace:]", "\\s"},
        {"[:ALNUM:]", "\\p{Alnum}"}, {"[:alnum:]", "\\p{Alnum}"},
    };
    wr_buffer_append(&s->out, "[", 1);
    for (s->at++; s->at < s->size;) {
        char c = s->text[s->at];
        if (c == ']') {
            wr_buffer_append(&s->out, "]", 1);
            s->at++;
            return JAVA_REGEX_OK;
        }
        if (at_escape(s)) {
            TRY(similar_escaped(s));
        } else if (c == '[' && s->at + 1 < s->size && s->text[s->at + 1] == ':') {
            size_t k = 0;
            while (k < WR_COUNT_OF(classes) && !(s->size - s->at >= strlen(classes[k].name) &&
                                                 memcmp(s->text + s->at, classes[k].name, strlen(classes[k].name)) == 0))
                k++;
            if (k == WR_COUNT_OF(classes))
                return JAVA_REGEX_INVALID;
            wr_buffer_append(&s->out, classes[k].java, strlen(classes[k].java));
            s->at += strlen(classes[k].name);
        } else if (c != '-' && c != '^' && is_similar_special(c)) {
            return JAVA_REGEX_INVALID;
        } else {
            wr_buffer_append(&s->out, s->text + s->at++, 1);
        }
    }
    return JAVA_REGEX_INVALID;
}

static java_regex_result similar_rewrite(similar *s) {
    while (s->at < s->size) {
        if (at_escape(s)) {
            TRY(similar_escaped(s));
            continue;
        }
        char c = s->text[s->at];
        if (c == '[') {
            TRY(similar_class(s));
            continue;
        }
        s->at++;
        switch (c) {
        case '_': wr_buffer_append(&s->out, ".", 1); break;
        case '%': wr_buffer_append(&s->out, "(?s:.*)", 7); break;
        case ']': return JAVA_REGEX_INVALID;
        case '\\': wr_buffer_append(&s->out, "\\\\", 2); break;
        case '$': wr_buffer_append(&s->out, "\\$", 2); break;
        default: wr_buffer_append(&s->out, &c, 1); break;
        }
    }
    return JAVA_REGEX_OK;
}

java_regex_result wr_similar_to_java(const weir_string *pattern, const weir_string *escape, char **text, size_t *size) {
    similar s = {.text = weir_string_data(pattern), .size = pattern->size,
                 .escape = escape ? weir_string_data(escape) : "", .escape_size = escape ? escape->size : 0};
    java_regex_result result = JAVA_REGEX_INVALID;
    if (escape == NULL || wr_text_units(s.escape, s.escape_size) == 1)
        result = similar_rewrite(&s);
    wr_buffer_append(&s.out, "", 1);
    *text = wr_alloc(s.out.size);
    memcpy(*text, s.out.data, s.out.size);
    *size = s.out.size - 1;
    wr_buffer_free(&s.out);
    return result;
}
