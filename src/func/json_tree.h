/* func/json_tree.h - a JSON text as a tree. Parsed by yajl, which checks everything and hands over each number as it was
 * written; nothing of a number is lost, as in Flink, which keeps them as BigDecimal.
 *
 * As Flink reads: the text behind the first value is not looked at; of equal keys the last value counts, at the place of
 * the first; at most 1000 levels, numbers of at most 1000 digits. */
#ifndef WR_FUNC_JSON_TREE_H
#define WR_FUNC_JSON_TREE_H
#include "base/arena.h"
#include "base/buffer.h"
#include "weir/type.h"

#define WR_JSON_DEPTH_MAX  1000u
#define WR_JSON_NUMBER_MAX 1000u

typedef enum wr_json_kind { WR_JSON_NULL, WR_JSON_FALSE, WR_JSON_TRUE, WR_JSON_INTEGER, WR_JSON_REAL, WR_JSON_STRING, WR_JSON_ARRAY, WR_JSON_OBJECT } wr_json_kind;

typedef struct wr_json {
    wr_json_kind     kind;
    bool             java;          /* a number that Java wrote as a DOUBLE: its text goes out as it is */
    uint32_t         count;         /* of parts                             */
    uint32_t         index;         /* of a member: its place               */
    size_t           size, key_size;
    const char      *text;          /* of a string, unescaped; of a number  */
    const char      *key;           /* of a member of an object             */
    struct wr_json **parts;         /* elements, or members in their order  */
} wr_json;

#define WR_JSON_REASON_MAX 160u

/* The first value of the text, in arena; borrows the text. NULL: it is not JSON; `reason` says why. */
const wr_json *wr_json_parse(const char *text, size_t size, wr_arena *arena, char reason[WR_JSON_REASON_MAX]);
/* The same, and *repeats tells whether an object has a key twice. */
const wr_json *wr_json_parse_strict(const char *text, size_t size, wr_arena *arena, bool *repeats, char reason[WR_JSON_REASON_MAX]);
/* The member of that name, or NULL. */
const wr_json *wr_json_member(const wr_json *object, const char *key, size_t size);
static inline bool wr_json_is_scalar(const wr_json *value) { return value->kind < WR_JSON_ARRAY; }
/* Two numbers by their exact values: -1, 0, 1. Texts count as numbers where they are such; -2: one is none. */
int wr_json_number_compare(const wr_json *a, const wr_json *b);
/* The same value: numbers by their values, members in any order. */
bool wr_json_equal(const wr_json *a, const wr_json *b);
/* Members in the order of their keys, which is the order in which Flink prints them; in arena. */
wr_json **wr_json_sorted(const wr_json *object, wr_arena *arena);
/* Appends it as JSON, without blanks, members sorted by key. */
void wr_json_put(wr_buffer *out, const wr_json *value, wr_arena *arena);
/* A scalar as text: strings without quotes. */
void wr_json_put_plain(wr_buffer *out, const wr_json *scalar);
#endif
