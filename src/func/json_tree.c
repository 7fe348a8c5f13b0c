/* func/json_tree.c - a JSON text as a tree, see json_tree.h. */
#include "func/json_tree.h"

#include <ctype.h>
#include <stdlib.h>
#include <yajl/yajl_parse.h>

#include "base/json_text.h"
#include "base/number.h"

typedef struct tree_reader {
    wr_arena    *arena;
    const char  *input, *input_end; /* what stands in it is not copied       */
    wr_json    **open;              /* all parts of what is not closed yet   */
    size_t       open_count, open_capacity;
    uint32_t     depth;
    const char  *key;
    size_t       key_size;
    wr_json     *root;
    bool         repeats;
    const char  *refused;           /* why a callback stopped the reading    */
    wr_json     *levels[WR_JSON_DEPTH_MAX];
    size_t       begins[WR_JSON_DEPTH_MAX]; /* where their parts are in open */
} tree_reader;

static wr_json *add(tree_reader *reader, wr_json_kind kind) {
    wr_json *value = wr_arena_calloc(reader->arena, 1, sizeof *value);
    value->kind = kind;
    value->key = reader->key;
    value->key_size = reader->key_size;
    reader->key = NULL;
    reader->key_size = 0;
    if (reader->depth == 0) {
        reader->root = value;
        return value;
    }
    reader->open = wr_arena_grow(reader->arena, reader->open, reader->open_count, &reader->open_capacity, sizeof *reader->open);
    reader->open[reader->open_count++] = value;
    return value;
}

static const char *lasting(const tree_reader *reader, const char *text, size_t size) {
    return text >= reader->input && text < reader->input_end ? text : wr_arena_strndup(reader->arena, text, size);
}

static int add_text(tree_reader *reader, wr_json_kind kind, const char *text, size_t size) {
    wr_json *value = add(reader, kind);
    value->text = lasting(reader, text, size);
    value->size = size;
    return 1;
}

static int on_null(void *context) {
    add(context, WR_JSON_NULL);
    return 1;
}

static int on_boolean(void *context, int truth) {
    add(context, truth ? WR_JSON_TRUE : WR_JSON_FALSE);
    return 1;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static size_t count_digits(const char *text, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += is_digit(text[i]);
    return count;
}

static int on_number(void *context, const char *text, size_t size) {
    tree_reader *reader = context;
    if (size > WR_JSON_NUMBER_MAX && count_digits(text, size) > WR_JSON_NUMBER_MAX) {
        reader->refused = "a number has more than 1000 digits";
        return 0;
    }
    const bool real = memchr(text, '.', size) != NULL || memchr(text, 'e', size) != NULL || memchr(text, 'E', size) != NULL;
    return add_text(reader, real ? WR_JSON_REAL : WR_JSON_INTEGER, text, size);
}

static int on_string(void *context, const unsigned char *text, size_t size) {
    return add_text(context, WR_JSON_STRING, (const char *)text, size);
}

static int on_key(void *context, const unsigned char *text, size_t size) {
    tree_reader *reader = context;
    reader->key = lasting(reader, (const char *)text, size);
    reader->key_size = size;
    return 1;
}

static int begin(tree_reader *reader, wr_json_kind kind) {
    if (reader->depth == WR_JSON_DEPTH_MAX) {
        reader->refused = "it is nested deeper than 1000 levels";
        return 0;
    }
    wr_json *value = add(reader, kind);
    reader->levels[reader->depth] = value;
    reader->begins[reader->depth++] = reader->open_count;
    return 1;
}

static int on_begin_array(void *context)  { return begin(context, WR_JSON_ARRAY); }
static int on_begin_object(void *context) { return begin(context, WR_JSON_OBJECT); }

static wr_json *end(tree_reader *reader) {
    wr_json     *value = reader->levels[--reader->depth];
    const size_t from = reader->begins[reader->depth];
    value->count = (uint32_t)(reader->open_count - from);
    value->parts = wr_arena_alloc(reader->arena, (value->count + (size_t)1) * sizeof *value->parts);
    if (value->count > 0)
        memcpy(value->parts, reader->open + from, value->count * sizeof *value->parts);
    reader->open_count = from;
    return value;
}

static int on_end_array(void *context) {
    end(context);
    return 1;
}

static bool same_key(const wr_json *a, const wr_json *b) {
    return a->key_size == b->key_size && memcmp(a->key, b->key, a->key_size) == 0;
}

/* Of equal keys the earlier first. */
static int part_compare(const void *a, const void *b) {
    const wr_json *left = *(wr_json *const *)a, *right = *(wr_json *const *)b;
    const int      order = memcmp(left->key, right->key, WR_MIN(left->key_size, right->key_size));
    if (order != 0 || left->key_size != right->key_size)
        return order != 0 ? order : left->key_size > right->key_size ? 1 : -1;
    return (left->index > right->index) - (left->index < right->index);
}

wr_json **wr_json_sorted(const wr_json *object, wr_arena *arena) {
    wr_json **sorted = wr_arena_alloc(arena, (object->count + (size_t)1) * sizeof *sorted);
    if (object->count > 0)
        memcpy(sorted, object->parts, object->count * sizeof *sorted);
    qsort(sorted, object->count, sizeof *sorted, part_compare);
    return sorted;
}

/* Of the values of one key the last is kept, where the first stands. */
static int on_end_object(void *context) {
    tree_reader *reader = context;
    wr_json     *object = end(reader);
    bool         repeats = false;
    for (uint32_t i = 0; i < object->count; i++)
        object->parts[i]->index = i;
    wr_json **sorted = wr_json_sorted(object, reader->arena);
    for (uint32_t i = 1; i < object->count; i++) {
        if (!same_key(sorted[i - 1], sorted[i]))
            continue;
        const uint32_t place = sorted[i - 1]->index;
        object->parts[sorted[i]->index] = NULL;
        object->parts[place] = sorted[i];
        sorted[i]->index = place;
        repeats = true;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; repeats && i < object->count; i++)
        if (object->parts[i] != NULL)
            object->parts[kept++] = object->parts[i];
    if (repeats)
        object->count = kept;
    reader->repeats |= repeats;
    return 1;
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null, .yajl_boolean = on_boolean, .yajl_number = on_number, .yajl_string = on_string, .yajl_start_map = on_begin_object,
    .yajl_map_key = on_key, .yajl_end_map = on_end_object, .yajl_start_array = on_begin_array, .yajl_end_array = on_end_array,
};

static void *yajl_take(void *context, size_t size) {
    (void)context;
    return wr_alloc(size);
}
static void *yajl_retake(void *context, void *memory, size_t size) {
    (void)context;
    return wr_realloc(memory, size);
}
static void yajl_give(void *context, void *memory) {
    (void)context;
    wr_free(memory);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* yajl lets anything follow a value, and vertical tabs and form feeds stand before it. Behind a number Jackson wants a blank,
 * behind a word no letter or digit. */
static bool surroundings_good(const wr_json *root, const char *text, size_t size) {
    size_t at = 0;
    while (at < size && is_blank(text[at]))
        at++;
    if (text[at] == '\v' || text[at] == '\f')
        return false;
    if (root->kind == WR_JSON_INTEGER || root->kind == WR_JSON_REAL)
        return at + root->size >= size || is_blank(text[at + root->size]);
    if (root->kind > WR_JSON_TRUE)
        return true;
    at += root->kind == WR_JSON_FALSE ? 5 : 4;
    return at >= size || !(isalnum((unsigned char)text[at]) || text[at] == '_' || text[at] == '$' || (unsigned char)text[at] >= 0x80);
}

/* yajl's words for the fault, without its line feed. */
static void put_reason(yajl_handle parser, const tree_reader *reader, size_t size, char reason[WR_JSON_REASON_MAX]) {
    if (reader->refused != NULL) {
        snprintf(reason, WR_JSON_REASON_MAX, "%s", reader->refused);
        return;
    }
    unsigned char *message = yajl_get_error(parser, 0, NULL, 0);
    const char    *said = size == 0 ? "it is empty" : message != NULL ? (const char *)message : "memory is spent";
    snprintf(reason, WR_JSON_REASON_MAX, "%.*s at byte %zu", (int)strcspn(said, "\n"), said, yajl_get_bytes_consumed(parser) + 1);
    if (message != NULL)
        yajl_free_error(parser, message);
}

const wr_json *wr_json_parse_strict(const char *text, size_t size, wr_arena *arena, bool *repeats, char reason[WR_JSON_REASON_MAX]) {
    tree_reader      place, *reader = &place;
    yajl_alloc_funcs memory = {yajl_take, yajl_retake, yajl_give, NULL};
    yajl_handle      parser = yajl_alloc(&callbacks, &memory, reader);
    memset(reader, 0, offsetof(tree_reader, levels)); /* levels are written before they are read */
    reader->arena = arena;
    reader->input = text;
    reader->input_end = text + size;
    yajl_config(parser, yajl_allow_trailing_garbage, 1);
    yajl_status status = yajl_parse(parser, (const unsigned char *)text, size);
    if (status == yajl_status_ok)
        status = yajl_complete_parse(parser);
    const wr_json *root = status == yajl_status_ok ? reader->root : NULL;
    if (root == NULL)
        put_reason(parser, reader, size, reason);
    yajl_free(parser);
    if (root != NULL && !surroundings_good(root, text, size)) {
        snprintf(reason, WR_JSON_REASON_MAX, "a blank is missing behind the value");
        root = NULL;
    }
    *repeats = reader->repeats;
    return root;
}

const wr_json *wr_json_parse(const char *text, size_t size, wr_arena *arena, char reason[WR_JSON_REASON_MAX]) {
    bool repeats;
    return wr_json_parse_strict(text, size, arena, &repeats, reason);
}

const wr_json *wr_json_member(const wr_json *object, const char *key, size_t size) {
    for (uint32_t i = 0; i < object->count; i++)
        if (object->parts[i]->key_size == size && memcmp(object->parts[i]->key, key, size) == 0)
            return object->parts[i];
    return NULL;
}

/* ---- comparing ---- */

/* A number as its digits, of which a point may be one, from the first that is not zero, and that digit's power of ten. */
typedef struct number_text {
    bool        negative, zero;
    const char *digits;
    size_t      size;
    int64_t     power;
} number_text;

static bool read_number_text(const wr_json *value, number_text *number) {
    const char *p = value->text, *const end = p + value->size, *point = NULL;
    size_t      count = 0;
    int64_t     exponent = 0;
    *number = (number_text){.zero = true};
    if (value->kind < WR_JSON_INTEGER || value->kind > WR_JSON_STRING)
        return false;
    number->negative = p < end && *p == '-';
    p += p < end && (*p == '-' || *p == '+');
    const char *const begin = p;
    for (; p < end && (is_digit(*p) || (*p == '.' && point == NULL)); p++) {
        count += *p != '.';
        if (*p == '.')
            point = p;
        else if (*p != '0' && number->zero) {
            number->zero = false;
            number->digits = p;
        }
    }
    const char *const behind = p;
    if (count == 0)
        return false;
    if (p < end && (*p == 'e' || *p == 'E')) {
        p += p + 1 < end && p[1] == '+' ? 2 : 1;
        if (!wr_parse_i64(p, (size_t)(end - p), &exponent) || exponent > INT32_MAX || exponent < INT32_MIN)
            return false;
        p = end;
    }
    if (number->zero)
        return p == end;
    number->size = (size_t)(behind - number->digits);
    point = point != NULL ? point : behind;
    number->power = exponent + (number->digits < point ? point - number->digits - 1 : point - number->digits);
    return p == end && begin < behind;
}

static char next_digit(const number_text *number, size_t *at) {
    *at += *at < number->size && number->digits[*at] == '.';
    return *at < number->size ? number->digits[(*at)++] : '0';
}

int wr_json_number_compare(const wr_json *a, const wr_json *b) {
    number_text left, right;
    if (!read_number_text(a, &left) || !read_number_text(b, &right))
        return -2;
    const int sign_a = left.zero ? 0 : left.negative ? -1 : 1, sign_b = right.zero ? 0 : right.negative ? -1 : 1;
    if (sign_a != sign_b || sign_a == 0)
        return (sign_a > sign_b) - (sign_a < sign_b);
    if (left.power != right.power)
        return left.power > right.power ? sign_a : -sign_a;
    for (size_t i = 0, k = 0; i < left.size || k < right.size;) {
        const char x = next_digit(&left, &i), y = next_digit(&right, &k);
        if (x != y)
            return x > y ? sign_a : -sign_a;
    }
    return 0;
}

static bool is_number(const wr_json *value) { return value->kind == WR_JSON_INTEGER || value->kind == WR_JSON_REAL; }

bool wr_json_equal(const wr_json *a, const wr_json *b) {
    if (is_number(a) && is_number(b))
        return wr_json_number_compare(a, b) == 0;
    if (a->kind != b->kind || a->count != b->count)
        return false;
    if (a->kind == WR_JSON_STRING)
        return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
    for (uint32_t i = 0; !wr_json_is_scalar(a) && i < a->count; i++) {
        const wr_json *part = a->parts[i];
        const wr_json *other = a->kind == WR_JSON_ARRAY ? b->parts[i] : wr_json_member(b, part->key, part->key_size);
        if (other == NULL || !wr_json_equal(part, other))
            return false;
    }
    return true;
}

/* ---- writing ---- */

void wr_json_put_plain(wr_buffer *out, const wr_json *scalar) {
    switch (scalar->kind) {
    case WR_JSON_NULL: wr_buffer_text(out, "null"); break;
    case WR_JSON_FALSE: wr_buffer_text(out, "false"); break;
    case WR_JSON_TRUE: wr_buffer_text(out, "true"); break;
    case WR_JSON_INTEGER:
    case WR_JSON_REAL:
        if (scalar->java)
            wr_buffer_append(out, scalar->text, scalar->size);
        else
            wr_json_put_number(out, scalar->text, scalar->size);
        break;
    case WR_JSON_STRING: wr_buffer_append(out, scalar->text, scalar->size); break;
    case WR_JSON_ARRAY:
    case WR_JSON_OBJECT: break;
    }
}

void wr_json_put(wr_buffer *out, const wr_json *value, wr_arena *arena) {
    const bool object = value->kind == WR_JSON_OBJECT;
    if (value->kind == WR_JSON_STRING) {
        wr_json_append_string(out, value->text, value->size, false);
        return;
    }
    if (wr_json_is_scalar(value)) {
        wr_json_put_plain(out, value);
        return;
    }
    wr_json **parts = object ? wr_json_sorted(value, arena) : value->parts;
    wr_buffer_byte(out, object ? '{' : '[');
    for (uint32_t i = 0; i < value->count; i++) {
        if (i > 0)
            wr_buffer_byte(out, ',');
        if (object) {
            wr_json_append_string(out, parts[i]->key, parts[i]->key_size, false);
            wr_buffer_byte(out, ':');
        }
        wr_json_put(out, parts[i], arena);
    }
    wr_buffer_byte(out, object ? '}' : ']');
}
