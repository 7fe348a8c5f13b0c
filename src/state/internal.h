/* state/internal.h - what the files of this room share: rows, pages, the index, strings, tables.
 *
 * A row is a header of 16 bytes, the key columns (fixed width, null bits in the header), then the
 * value, 8-byte aligned. Strings of more than 12 bytes stand in their namespace's string memory. Rows
 * live in pages and never move; the index maps hashes to rows by pointer and tag.
 *
 * Everything belongs to the worker thread of the store, except wr_frozen_home (its mutex guards it). */
#ifndef WR_STATE_INTERNAL_H
#define WR_STATE_INTERNAL_H
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/thread.h"
#include "state/state.h"

/* ---- rows ---- */

enum {
    WR_ROW_LIVE = 1,    /* not on the free list                                   */
    WR_ROW_DIRTY = 2,   /* changed since the last freeze; set in its page's bitmap */
    WR_ROW_WRITTEN = 4  /* some needed file may hold it: its removal needs telling */
};
typedef struct wr_row {
    uint64_t hash;      /* free rows: address of the next free one */
    uint16_t key_nulls; /* bit per key column, the first 16; more stand at extra_nulls_offset */
    uint8_t  flags, unused;
    uint32_t id;        /* place in the namespace's pages; kept for life */
} wr_row;
#define WR_ROW_HEADER_SIZE 16u
#define WR_ROW_HEADER_NULLS 16u
_Static_assert(sizeof(wr_row) == WR_ROW_HEADER_SIZE, "the key follows the header at 16");

typedef struct wr_page {
    uint8_t  *rows;
    uint64_t *dirty;    /* bitmap, behind the rows */
    uint32_t  capacity, used, dirty_count;
    uint32_t  size;     /* bytes of the block */
} wr_page;

/* ---- memory: blocks of pages and index segments are kept for reuse (memory.c) ---- */

#define WR_POOL_UNIT 4096u
#define WR_POOL_CLASSES 33u
typedef struct wr_pool {
    void    *spare[WR_POOL_CLASSES]; /* by size in units; linked through their first bytes */
    uint64_t spare_bytes, used_bytes;
} wr_pool;
void *wr_pool_take(wr_pool *pool, size_t size); /* 64-byte aligned from WR_POOL_UNIT bytes on; not cleared */
void  wr_pool_give(wr_pool *pool, void *block, size_t size);
void  wr_pool_free(wr_pool *pool);

/* String bytes of one namespace. What is given back may be used again only after `settle`: rows that
 * were read before a change still show the old bytes. */
#define WR_STRING_CLASSES 43u
typedef struct wr_string_chunk { struct wr_string_chunk *next, *previous; size_t size; } wr_string_chunk;
typedef struct wr_strings {
    wr_pool         *pool;
    wr_string_chunk *chunks, *huge;
    char            *bump, *bump_end;
    size_t           chunk_size, live_bytes;
    void            *spare[WR_STRING_CLASSES];
    weir_string     *pending;
    size_t           pending_count, pending_capacity;
} wr_strings;
wr_strings *wr_strings_create(wr_pool *pool);
void        wr_strings_destroy(wr_strings *strings);
weir_string wr_strings_copy(wr_strings *strings, weir_string string); /* long ones only */
void        wr_strings_release(wr_strings *strings, weir_string string);
void        wr_strings_settle_pending(wr_strings *strings);

/* ---- index (index.c) ----
 * Extendible hashing: the directory picks a segment by hash bits 20.., the segment is probed linearly
 * from hash bits 0..12. A full segment splits in two, so that no insert ever moves the whole index.
 * A slot is 20 tag bits (hash bits 0..19) over a row pointer / 8; 0 is empty. */
#define WR_SEGMENT_BITS 13u
#define WR_SEGMENT_SLOTS (1u << WR_SEGMENT_BITS)
#define WR_TAG_BITS 20u
#define WR_TAG_MASK ((1u << WR_TAG_BITS) - 1)
#define WR_POINTER_BITS 44u
typedef struct wr_segment {
    uint64_t *slots;
    uint32_t  mask, home_mask; /* they differ only where equal hashes overflow a segment */
    uint32_t  count, limit;
    uint32_t  depth;
} wr_segment;
typedef struct wr_index {
    wr_segment **directory;
    uint64_t     directory_mask;
    wr_segment  *single; /* the directory points here while there is one segment */
    uint64_t     slot_bytes;
} wr_index;
void wr_index_init(wr_index *index);
void wr_index_free(wr_index *index, wr_pool *pool);
void wr_index_insert(wr_index *index, wr_pool *pool, wr_row *row);
void wr_index_remove(wr_index *index, const wr_row *row);

static inline const wr_segment *wr_index_segment(const wr_index *index, uint64_t hash) {
    return index->directory[(hash >> WR_TAG_BITS) & index->directory_mask];
}
static inline wr_row *wr_slot_row(uint64_t slot) {
    return (wr_row *)(uintptr_t)((slot & ((1ULL << WR_POINTER_BITS) - 1)) << 3);
}
static inline bool wr_slot_fits(uint64_t slot, uint64_t hash) {
    return slot >> WR_POINTER_BITS == (hash & WR_TAG_MASK);
}

/* ---- tables ---- */

#define WR_TABLE_KEYS_MAX 4096u /* a damaged file must not ask for more */
#define WR_TABLE_FIELDS_MAX 65536u
#define WR_TABLE_VALUE_SIZE_MAX (1u << 20)
typedef enum wr_key_mode { WR_KEY_I64, WR_KEY_STRING, WR_KEY_GENERAL } wr_key_mode;
typedef struct wr_state_key { weir_type type; uint32_t offset, width; bool is_bytes, is_float; } wr_state_key;

struct wr_state_table {
    wr_state         *state;
    char             *name;
    bool              opened;      /* declared by its operator, not only restored */
    wr_key_mode       mode;
    uint32_t          key_count, field_count;
    wr_state_key     *keys;
    weir_state_field *fields;      /* names owned */
    uint32_t          extra_nulls_offset, value_offset, value_size, row_size;
    struct weir_arena *types;      /* what the types above point to                     */
    uint32_t         *string_offsets; /* from the row's start: key columns first, then fields */
    weir_type        *string_types;   /* of each                                             */
    uint32_t          string_count, key_string_count;
    uint32_t          page_bits, small_bits; /* rows of a full page, of the first one: powers of two */
    int64_t           ttl_ms;      /* 0: rows do not expire                              */
    uint32_t          written_offset; /* with ttl_ms: of the time of the last write, in the value */
    wr_namespace    **spaces;      /* by time; [first, first + count) */
    size_t            first, count, capacity;
    wr_namespace     *recent;      /* last one looked up, or NULL */
    wr_buffer         removed;     /* records of kind REMOVED since the last freeze */
    wr_buffer         removed_cuts; /* uint32 pairs: bytes, records of each full block of them */
    uint32_t          removed_open_bytes, removed_open_records;
    wr_buffer         dropped;     /* int64 times */
    uint8_t          *scratch;     /* one row, for loading */
};

typedef struct wr_space_keeper { struct weir_keeper keeper; wr_namespace *space; } wr_space_keeper;

struct wr_namespace {
    wr_state_table *table;
    int64_t         time;
    uint64_t        row_count;
    uint64_t        dirty_count;
    wr_index        index;
    wr_page        *pages;
    uint32_t        page_count, page_capacity;
    uint32_t        next_id;
    uint32_t        looked_at;     /* id at which the search for expired rows goes on */
    wr_row         *free_rows;
    wr_strings     *strings;       /* NULL until the first long string */
    wr_space_keeper keeper;
    bool            written;       /* some needed file may hold rows of it */
};

struct wr_state {
    wr_store        *store;
    char            *uid;
    weir_time_ms     watermark;
    wr_state_table **tables;
    uint32_t         table_count;
};

/* What frozen snapshots and their store share: whoever leaves last frees it. */
typedef struct wr_frozen_home {
    wr_mutex  mutex;     /* guards everything below */
    uint32_t  users;
    uint64_t  written;   /* checkpoint of the newest file that is durable */
    wr_buffer spare[2];  /* kept: fresh memory is slow */
} wr_frozen_home;

struct wr_frozen {
    wr_frozen_home *home;
    wr_buffer       bytes;   /* the file */
    uint64_t        checkpoint_id, needed_from;
    uint32_t        worker;
    bool            sealed, tried;
    wr_digest       digest;
};

struct wr_store {
    uint32_t        worker, worker_count, max_parallelism;
    wr_state      **states;
    uint32_t        state_count;
    wr_pool         pool;
    uint64_t        row_count;
    wr_frozen_home *home;
    /* the chain of files; stores of at most whole_bytes_max are written whole each time */
    uint64_t        whole_bytes_max, slice_bytes_min;
    bool            whole_next;     /* the next freeze writes every row */
    bool            frozen_any;
    uint64_t        frozen_last;    /* checkpoint id of the last freeze */
    uint64_t        needed_from;
    /* the rolling pass: everything before (table, time, page) was written since pass_start */
    bool            pass_open;
    uint64_t        pass_start;
    uint32_t        pass_table;
    int64_t         pass_time;
    uint32_t        pass_page;
    bool            loaded_foreign; /* some loaded file was written for other key groups */
};

struct wr_file_content;
typedef struct wr_file_content wr_file_content;

/* snapshot.c: the last one to leave frees it. */
void wr_frozen_home_leave(wr_frozen_home *home);

/* table.c */
wr_state_table *wr_table_create(wr_state *state, const wr_state_desc *desc);
void            wr_table_destroy(wr_state_table *table);
bool            wr_row_key_null(const wr_state_table *table, const wr_row *row, uint32_t key);
wr_row         *wr_table_find_row(wr_state_table *table, wr_namespace *space, const wr_row *like);
wr_row         *wr_table_row(const wr_state_table *table, const wr_namespace *space, uint32_t id); /* id < next_id; may be a free one */
/* Brings what probes for hashes[0..count-1] will read into the cache, in waves: slots, rows, bytes of long keys. */
#define WR_PREFETCH_GROUP 64u
void            wr_table_prefetch(const wr_state_table *table, const wr_namespace *space, const uint64_t *hashes, uint32_t count);
/* Like `like`, whose long strings are copied; an existing row's value is replaced. Not marked. */
wr_row         *wr_table_put_row(wr_state_table *table, wr_namespace *space, const wr_row *like);
void            wr_table_remove_row(wr_state_table *table, wr_namespace *space, wr_row *row, bool tell);
void            wr_table_drop(wr_state_table *table, wr_namespace *space, bool tell);
/* Bytes of one record of the row: without and with its long strings. */
#define WR_RECORD_HEADER 10u /* hash, key_nulls */
static inline uint32_t wr_record_fixed(const wr_state_table *table) {
    return WR_RECORD_HEADER + table->row_size - WR_ROW_HEADER_SIZE;
}
static inline weir_string *wr_row_string(const wr_row *row, uint32_t offset) {
    return (weir_string *)((uintptr_t)row + offset);
}
static inline wr_row *wr_page_row(const wr_state_table *table, const wr_page *page, uint32_t i) {
    return (wr_row *)(void *)(page->rows + (size_t)i * table->row_size);
}
static inline wr_row *wr_value_row(const wr_state_table *table, const uint8_t *value) {
    return (wr_row *)((uintptr_t)value - table->value_offset);
}

/* store.c */
wr_state *wr_store_find_state(wr_store *store, const char *uid, bool create);
/* NULL: the table is as `desc` says; else `text` names the first difference. */
const char *wr_table_difference(const wr_state_table *table, const wr_state_desc *desc, char *text, size_t size);

/* expiry.c: `desc` with the time of the last write behind its value; what it points to is in the arena. */
wr_state_desc wr_desc_with_time(const wr_state_desc *desc, struct weir_arena *arena);
/* The rows of `old`, which goes, in a table as `desc` says: it has the time of the last write and `old` has not, or the other way round. */
wr_state_table *wr_table_convert(wr_state_table *old, const wr_state_desc *desc);
/* `desc` is as wr_desc_with_time gave it. Sets when rows expire, and removes those that are. */
void wr_table_set_ttl(wr_state_table *table, const wr_state_desc *desc);

/* restore.c: wr_store_load without the file around it. */
weir_status wr_store_load_bytes(wr_store *store, const char *name, const char *data, size_t size, weir_error *err);
/* Makes the states and tables of a file, or checks them; tables[i] is that of content->tables[i]. */
weir_status wr_store_describe(wr_store *store, const wr_file_content *content, wr_state_table **tables, weir_error *err);

/* ---- the file (file.c): docs/formats/state-file.md ---- */
#define WR_FILE_MAGIC "WEIRSTAT"
#define WR_FILE_VERSION 2u
#define WR_FILE_PREFIX_SIZE 48u
#define WR_BLOCK_HEADER_SIZE 32u
#define WR_BLOCK_SIZE 65536u /* of payload; only a single larger record exceeds it */
typedef enum wr_block_kind {
    WR_BLOCK_DESCRIPTION = 1, WR_BLOCK_DROPPED, WR_BLOCK_REMOVED, WR_BLOCK_ROWS, WR_BLOCK_END
} wr_block_kind;
typedef struct wr_file_prefix {
    uint32_t version, worker, worker_count, max_parallelism;
    uint64_t checkpoint_id, needed_from;
} wr_file_prefix;
typedef struct wr_block {
    uint32_t    crc, size, kind, table, record_count;
    int64_t     time;
    const char *payload;
} wr_block;

void wr_file_put_prefix(wr_buffer *out, const wr_file_prefix *prefix);
void wr_file_put_description(const wr_store *store, wr_buffer *out);
/* Returns where the block begins; its header is filled by _end (all but the checksum). */
size_t wr_block_begin(wr_buffer *out);
void   wr_block_end(wr_buffer *out, size_t start, wr_block_kind kind, uint32_t table, int64_t time,
                    uint32_t record_count);
/* Fills the checksums of all blocks of a file that this process built. */
void wr_file_seal(wr_buffer *file);

/* ---- a file read back ---- */
typedef struct wr_file_state { const char *uid; weir_time_ms watermark; } wr_file_state;
typedef struct wr_file_table { uint32_t state; wr_state_desc desc; } wr_file_table;
struct wr_file_content { /* the prefix and the description; in the arena */
    wr_file_prefix prefix;
    wr_file_state *states; uint32_t state_count;
    wr_file_table *tables; uint32_t table_count;
};
/* The visitor gets each block of kind DROPPED, REMOVED and ROWS, its checksum verified. */
typedef weir_status (*wr_block_visitor)(void *context, const wr_file_content *content,
                                        const wr_block *block, weir_error *err);
weir_status wr_file_read_prefix(const char *name, const char *data, size_t size, wr_file_prefix *prefix, weir_error *err);
weir_status wr_file_walk(const char *name, const char *data, size_t size, struct weir_arena *arena,
                         weir_status (*described)(void *context, const wr_file_content *content, weir_error *err),
                         wr_block_visitor visit, void *context, weir_error *err);
/* Reads one record into `row` (table->row_size bytes), its long strings pointing into the payload.
 * key_only: a removed row. False: the bytes are broken. */
bool wr_record_read(const wr_state_table *table, wr_reader *reader, bool key_only, wr_row *row);
/* Passes over one record. */
bool wr_record_skip(const wr_state_table *table, wr_reader *reader, uint64_t *hash);
/* Reads the whole file into memory (wr_free). */
weir_status wr_file_read_whole(const struct wr_env *env, const char *directory, const wr_state_file *file,
                               bool verify, char **data, weir_error *err);
#endif
