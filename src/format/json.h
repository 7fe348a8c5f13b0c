/* format/json.h - what the files of the JSON format share: columns, keys in their predicted order, values.
 *
 * Two readers of one line. json_scan.c reads plain lines fast: it expects the keys to follow each
 * other as they did before, compares their bytes with what stood there, and leaves a line that it
 * cannot take to json.c, which reads any line carefully, tells what is wrong with it, and teaches
 * the fast reader new keys. Both store values by the same rules (json_value.c). */
#ifndef WR_FORMAT_JSON_H
#define WR_FORMAT_JSON_H
#include "base/arena.h"
#include "base/json_text.h"
#include "format/json_marks.h"
#include "format/text.h"
#include "weir/connector.h"

#define JSON_DEPTH_MAX   128u /* of nested objects and arrays                                         */
#define JSON_LITERAL_MAX 64u  /* bytes of a predicted `,"key": `; longer ones are read carefully       */
#define JSON_NODE_MAX    1024u
#define JSON_NODE_SLOTS  4096u /* power of two */
/* The fast reader may read this far behind the newline that ends its line. */
#define JSON_SLACK 64u

typedef struct json_part json_part; /* json_nested.c */

typedef struct json_column {
    const char   *name;
    size_t        name_size;
    uint32_t      index;      /* in the schema                                       */
    weir_type     type;
    void         *data;       /* of the vector, while decoding                       */
    uint8_t      *nulls;
    weir_vector  *vector;
    uint64_t      seen;       /* serial of the line that gave a value last           */
    char          date_text[16]; /* the last date and its midnight: dates repeat    */
    int64_t       date_ms;
    json_part    *part;       /* how an ARRAY, MAP, MULTISET or ROW is read; NULL: all other types */
} json_column;

/* A key with all bytes from the end of the value before it to the start of its own value:
 * `,"bidder": `, or `{"auction":` for the first. Predicts the key behind it. */
typedef struct json_node {
    char              literal[JSON_LITERAL_MAX];
    uint16_t          mask;       /* of the last 16 bytes compared                    */
    uint8_t           full;       /* 16-byte pieces before them                       */
    uint8_t           op;         /* json_op                                          */
    uint32_t          size;
    uint64_t          bit;        /* of the column; 0: not read, or beyond the 64th   */
    json_column      *column;     /* NULL: nobody reads it                            */
    struct json_node *next;       /* what followed last time; NULL: nothing           */
    struct json_node *other;      /* what followed before that; NULL: nothing         */
    uint32_t          gap;        /* bytes from the end of its value to the next mark, last time */
} json_node;

/* What to do with the value of a key. */
typedef enum json_op {
    JSON_SKIP,        /* of a kind not seen yet, or a word, array or object */
    JSON_SKIP_STRING, JSON_SKIP_NUMBER,
    JSON_INTEGER32, JSON_INTEGER64, JSON_REAL64, JSON_DECIMAL64, JSON_BOOLEAN, /* stored; these without quotes */
    JSON_STRING, JSON_TIME_MS, JSON_OTHER
} json_op;

/* json_changelog.c: what stands around the rows of a record, and what it says of them. */
typedef struct json_changelog json_changelog;
typedef struct json_surround { const char *before[2], *behind[2]; /* of a row that is added, removed */ } json_surround;

struct weir_decoder {
    json_changelog *changelog;    /* NULL: records are rows                           */
    json_column  *columns;        /* the needed ones                                  */
    uint32_t      column_count;
    uint16_t     *name_slots;     /* hash of a name -> column + 1                     */
    uint32_t      name_mask;
    wr_time_style style;
    bool          ignore_errors, fail_on_missing;
    uint64_t      serial;         /* of the line being read                           */
    /* keys */
    json_node    *nodes;
    uint32_t      node_count;
    uint16_t     *node_slots;
    json_node     start;          /* start.next is the first key of a line            */
    /* marks of the block being decoded */
    json_marks_find *find_marks;
    uint16_t     *marks;          /* offsets from `marked`; the last is a newline, twice */
    const uint16_t *marks_end;
    const uint16_t *mark;         /* not behind the first one that is still ahead     */
    const char   *marked, *marked_end; /* whole lines; equal: nothing is marked       */
    bool          wide;           /* a byte beyond ASCII is among the marked ones     */
    struct json_shape *shape;     /* of json_shape.c                                  */
    wr_buffer     scratch;        /* unescaped keys, nested values                    */
    wr_arena     *own_strings;    /* when a vector brings no arena                    */
    /* values with parts, while one is read */
    weir_value   *values;         /* a stack of parts                                 */
    size_t        value_capacity;
    uint32_t      value_count;
    uint64_t      object_count;   /* objects that were read as ROW                    */
    wr_arena     *parts_arena;    /* what is inside of others                         */
    /* the fault of the line being read carefully */
    const char   *fault_at, *fault_field;
    char          fault_reason[256];
};

/* json.c: the node of the key whose literal is [begin, begin + size), made when it is new. NULL:
 * too many, too long or escaped: read the line carefully. */
json_node *wr_json_node_find(struct weir_decoder *decoder, const char *begin, size_t size,
                          size_t key_at, size_t key_size);
/* json.c: decodes the line [line, end) into row `row`, carefully. False: bad, the fault is set. */
bool wr_json_line_read(struct weir_decoder *decoder, const char *line, const char *end, uint32_t row);
/* json.c: the columns write to out's vectors from now on. */
void wr_json_columns_bind(struct weir_decoder *decoder, weir_decode_out *out);
/* json_value.c: stores the value at p for row `row`. Returns behind it, or NULL with fault_* set. A value of
 * good form that the column cannot hold becomes NULL where errors are ignored. A newline or `end` ends everything. */
const char *wr_json_value_store(struct weir_decoder *decoder, json_column *column, const char *p,
                             const char *end, uint32_t row);
/* json_nested.c: the same for a column of values with parts, which column->part knows how to read. */
const char *wr_json_nested_store(struct weir_decoder *decoder, json_column *column, const char *p, const char *end, uint32_t row);
/* reads: of a ROW, may be NULL. */
json_part  *wr_json_part_make(const char *name, weir_type type, const weir_reads *reads, struct weir_arena *arena);
/* Skips a value of any kind, with full checks of its form. NULL: bad, fault_at and fault_reason are set. */
const char *wr_json_value_skip(struct weir_decoder *decoder, const char *p, const char *end);
/* p is behind the opening quote. Returns the closing quote or NULL with the fault; *escaped: a backslash is inside. */
const char *wr_json_string_end(struct weir_decoder *decoder, const char *p, const char *end, bool *escaped);
/* Unescapes the string content into `out` (room for size bytes); false with the fault: a lone surrogate. */
bool wr_json_unescape(struct weir_decoder *decoder, const char *p, size_t size, char *out, size_t *out_size);
/* Notes the fault; returns NULL. */
const char *wr_json_fault(struct weir_decoder *decoder, const char *at, const char *reason);

static inline void json_set_null(json_column *column, uint32_t row) {
    column->nulls[row]        = 1;
    column->vector->has_nulls = true;
}

/* Before the first call of wr_json_scan_lines for other bytes than before, or the same bytes elsewhere. */
static inline void json_scan_begin(struct weir_decoder *decoder, const char *text) {
    decoder->marked = decoder->marked_end = text;
}
/* json_scan.c: decodes plain lines from p on, up to the newline at `limit` or the row limit or the first
 * line that is not plain. Returns behind the last line taken. */
const char *wr_json_scan_lines(struct weir_decoder *decoder, const char *p, const char *limit,
                            weir_decode_out *out, const char *block);

/* json.c: as the members of weir_format; check: with the name of the format for messages. */
weir_status wr_json_table_check(const weir_table_info *table, const char *format, bool for_reading, weir_error *err);
weir_status wr_json_decoder_open(const weir_table_info *table, struct weir_arena *arena, struct weir_decoder **out, weir_error *err);
void        wr_json_decoder_close(struct weir_decoder *decoder);

/* json_records.c: a text of `size` bytes that lives as long as the rows, with the slack that the fast reader needs. */
char *wr_json_text_make(struct weir_decoder *decoder, size_t size);
/* json_records.c: copies the record without its newlines (room for twice its size), returns the copy's end. With
 * `fault`, a place in the copy: the byte of the record that became it. */
const char *wr_json_newlines_replace(weir_bytes record, char *copy, const char *fault);

/* Behind an array or object of plain scalars, or NULL; `mark`: the first mark behind p. */
const char *wr_json_flat_skip(const char *p, const char *base, const uint16_t *mark);

/* json_shape.c */
struct json_shape *wr_json_shape_open(struct weir_arena *arena, uint32_t column_count);
/* Reads lines from `marks` on that look like the one before, if there are some: that line begins at `line` and its marks at
 * line_marks. Into rows from `row` on, at most to row_limit; returns their count; *each: marks of each. */
uint32_t wr_json_shape_lines(struct weir_decoder *decoder, const char *line, const uint16_t *line_marks, const uint16_t *marks,
                          const char *limit, uint32_t row, uint32_t row_limit, uint32_t *each);

/* json_records.c: each message is one record. */
weir_status wr_json_decode_records(struct weir_decoder *decoder, const weir_bytes *records, uint32_t count,
                                weir_decode_out *out, uint32_t *consumed, weir_error *err);

/* wr_json_encode.c */
weir_status wr_json_encoder_open(const weir_table_info *table, struct weir_arena *arena, weir_encoder **encoder, weir_error *err);
weir_status wr_json_encode(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, weir_error *err);
weir_status wr_json_encode_records(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out,
                                size_t *ends, weir_error *err);
/* Rows stand between these texts. Borrowed. */
void        wr_json_encoder_surround(weir_encoder *encoder, const json_surround *around);
void        wr_json_encoder_close(weir_encoder *encoder);
#endif
