/* state/state.h - keyed state of one worker: typed tables, updated in place, snapshot by difference.
 *
 * A wr_store holds all keyed state of one worker; a wr_state is the part of one operator (by uid); a
 * table maps (namespace, key columns) to fixed-size value bytes. A namespace is an event-time slot
 * (a window slice; 0 where there is none): it is dropped whole when its windows have fired, and the
 * timers of a window operator are its namespaces.
 *
 * Rows live in pages and never move: value pointers stay valid until the row or its namespace goes.
 * Every row knows whether it changed since the last freeze. A freeze copies the changed rows (and a
 * slice of the others, so that every row is written anew once a pass and old files can go) into a
 * buffer, on the worker thread; writing and fsync happen elsewhere. Tombstones record what went.
 *
 * Thread: store, states and tables belong to one worker thread. A wr_frozen may be written by any.
 */
#ifndef WR_STATE_STATE_H
#define WR_STATE_STATE_H
#include "base/hash.h"
#include "batch/vector.h"
#include "weir/function.h"

struct wr_buffer;
struct wr_env;
typedef struct wr_store wr_store;
typedef struct wr_state wr_state;
typedef struct wr_state_table wr_state_table;
typedef struct wr_namespace wr_namespace;
typedef struct wr_frozen wr_frozen;

/* ---- tables ---- */
typedef struct wr_state_desc {
    const char             *name;        /* unique in the operator: "groups", "distinct-1"        */
    const weir_type        *key_types;  uint32_t key_count;   /* may be 0: one row a namespace   */
    uint32_t                value_size;  /* bytes; new rows are all zero                          */
    const weir_state_field *fields;     uint32_t field_count; /* what the value holds; every weir_string in it must be listed */
    int64_t                ttl_ms;      /* so long after their last write rows are expired; 0: never. See below */
    uint32_t               ttl_size;    /* bytes behind the value that only a table with ttl_ms has, not described: zero when it gets its ttl_ms */
    const struct wr_env   *env;         /* its clock, needed with ttl_ms; borrowed for the call */
} wr_state_desc;

/* Declares a table, or finds the restored one. A restored table whose types differ: WEIR_CONFLICT. Of a restored table with
 * ttl_ms the expired rows are removed, and rows that were saved without a time count as written now. */
weir_status wr_state_table_open(wr_state *state, const wr_state_desc *desc, wr_state_table **table, weir_error *err);

/* The namespace of `time`; NULL when absent and !create. Valid until dropped. */
wr_namespace *wr_state_namespace(wr_state_table *table, int64_t time, bool create);
int64_t       wr_namespace_time(const wr_namespace *space);
uint64_t      wr_namespace_row_count(const wr_namespace *space);
/* Smallest namespace with time > `after` (INT64_MIN with first=true: the smallest of all); NULL: none. */
wr_namespace *wr_state_namespace_after(wr_state_table *table, int64_t after, bool first);
void          wr_state_namespace_drop(wr_state_table *table, wr_namespace *space);

/* values[k] = value bytes of the row with the key at rows[k] of `keys` (table's key_count columns, in the
 * table's order; hashes from wr_hash_keys over exactly these columns), inserted when absent. All are marked
 * changed. created[k] (may be NULL) tells new ones; a key twice in a batch is created once. */
void wr_state_upsert(wr_state_table *table, wr_namespace *space, const weir_column *const *keys, weir_rows rows,
                     const uint64_t *hashes, uint8_t **values, uint8_t *created);
/* As above without inserting and without marking: values[k] NULL when absent. */
void wr_state_find(wr_state_table *table, wr_namespace *space, const weir_column *const *keys, weir_rows rows,
                   const uint64_t *hashes, uint8_t **values);
/* Rows belong to the key group of their hash, and go with it to another worker when the parallelism changes. Where
 * rows of one table are to stay with a row of another (the values of a group), their hashes are changed by this
 * before every upsert and find: hashes[k] then is in the key group of the row owners[k]. */
void wr_state_place_hashes(wr_state_table *owner_table, uint8_t *const *owners, uint32_t count, uint64_t *hashes);
void wr_state_touch(wr_state_table *table, wr_namespace *space, uint8_t *value);  /* changed in place */
void wr_state_remove(wr_state_table *table, wr_namespace *space, uint8_t *value);
/* Rows of a namespace, at most `limit` a call, in insertion order where nothing was removed. *cursor starts at 0.
 * Returns the number; 0: the end. hashes may be NULL. The table must not change in between (touch is fine). */
uint32_t wr_state_scan(wr_state_table *table, wr_namespace *space, uint64_t *cursor, uint8_t **values, uint64_t *hashes, uint32_t limit);
/* Key column `key_index` of rows values[0..count-1] into out[first + k]. Strings are views into the table. */
void wr_state_read_key(wr_state_table *table, uint8_t *const *values, uint32_t count, uint32_t key_index, weir_vector *out, uint32_t first);
/* Copies string bytes into this namespace's memory. Bytes of `old`, and those of removed rows, stay as they
 * are until the next wr_state_upsert of the namespace: a result read before a change may be emitted after it. */
struct weir_keeper *wr_state_keeper(wr_state_table *table, wr_namespace *space);

/* ---- rows that expire: tables with ttl_ms (expiry.c) ----
 * Each row carries the time of its last write. Nothing happens behind the operator's back: it asks, with one time of the clock
 * for all that it does at once, treats an expired row as one that is not there, and removes it when it is found. */
/* Was it written ttl_ms or longer ago? Not so for a row that was just inserted and not yet renewed. */
bool wr_state_is_expired(const wr_state_table *table, const uint8_t *value, int64_t now_ms);
/* It is written now. The row is marked changed already, by an upsert or wr_state_touch. */
void wr_state_renew(const wr_state_table *table, uint8_t *value, int64_t now_ms);
/* So many places an operator looks at for each row it takes: more than one, so that removing goes faster than new rows come. */
#define WR_STATE_PLACES_PER_ROW 4u
/* Looks at the next `limit` places of the namespace, from where the last call ended, round and round; expired rows into values[]
 * (room for `limit`). Returns their number. The caller removes them. */
uint32_t wr_state_find_expired(wr_state_table *table, wr_namespace *space, int64_t now_ms, uint32_t limit, uint8_t **values);

/* ---- per operator: the watermark that the state stands at (WEIR_TIME_MIN at first) ---- */
weir_time_ms wr_state_watermark(const wr_state *state);
void         wr_state_set_watermark(wr_state *state, weir_time_ms watermark);

/* ---- the store ---- */
wr_store *wr_store_create(uint32_t worker, uint32_t worker_count, uint32_t max_parallelism);
void      wr_store_destroy(wr_store *store);
wr_state *wr_store_state(wr_store *store, const char *uid);  /* made at the first call */
uint64_t  wr_store_bytes(const wr_store *store);             /* about what it holds in memory */
uint64_t  wr_store_rows(const wr_store *store);

/* Freezes everything that changed since the last freeze. Buffers are reused between checkpoints. */
weir_status wr_store_freeze(wr_store *store, uint64_t checkpoint_id, wr_frozen **frozen, weir_error *err);
typedef struct wr_state_file {
    char      name[64];          /* "state-<checkpoint>-<worker>"                                */
    uint64_t  size;
    wr_digest digest;
    uint64_t  needed_from;       /* a restore needs this worker's files of checkpoints >= this    */
} wr_state_file;
/* Writes directory/name, fsync. Any thread, one at a time per store. May be called again with the same
 * frozen after a failure (a new file each time: the broken one is unlinked). */
weir_status wr_frozen_write(wr_frozen *frozen, const struct wr_env *env, const char *directory, wr_state_file *file, weir_error *err);
void        wr_frozen_release(wr_frozen *frozen); /* any thread; NULL is fine */

/* Loads the rows that this store's worker owns out of one file; call for every needed file of every old
 * worker, in order of checkpoint ids. Checks size and digest: WEIR_CORRUPT. Before any table is opened. */
weir_status wr_store_load(wr_store *store, const struct wr_env *env, const char *directory, const wr_state_file *file, weir_error *err);
/* After the last load: tombstones are settled, nothing is marked changed when this worker's next file may build on
 * them (same worker count), else everything counts as changed and needed_from starts anew. */
weir_status wr_store_loaded(wr_store *store, bool same_parallelism, uint64_t needed_from, weir_error *err);
/* The next freeze writes every row: for when a written file of this worker was deleted with its checkpoint. */
void        wr_store_forget_files(wr_store *store);
/* Prints tables and rows as text (weir checkpoint show). */
weir_status wr_state_file_print(const struct wr_env *env, const char *directory, const wr_state_file *file,
                                struct wr_buffer *out, uint64_t row_limit, weir_error *err);
#endif
