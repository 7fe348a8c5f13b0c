/* weir/connector.h - options, formats, sources, sinks: the seams to the outside.
 *
 * A connector is one file in src/connect and one line in builtin/connectors.def; a format one file
 * in src/format and one line in builtin/formats.def. Transport and encoding do not know each other:
 * a source hands out bytes, the runtime's source driver decodes them; a sink gets an encoder.
 */
#ifndef WEIR_CONNECTOR_H
#define WEIR_CONNECTOR_H
#include "weir/batch.h"

struct weir_arena;
struct wr_buffer;
struct wr_env;

/* ---- options: what stood in WITH (...), checked against the specs ---- */

typedef enum weir_option_kind { WEIR_OPT_STRING, WEIR_OPT_INT, WEIR_OPT_BOOL, WEIR_OPT_DURATION, WEIR_OPT_BYTES, WEIR_OPT_DOUBLE } weir_option_kind;
typedef struct weir_option_spec {
    const char      *name;          /* ends with '#' parts: "fields.#.min" matches any one name there */
    weir_option_kind kind;
    bool             required;
    const char      *default_value; /* NULL: unset                                              */
    const char      *help;          /* beginning with WEIR_OPT_NO_EFFECT: accepted so that the file runs on Flink too; a note says so */
} weir_option_spec;
#define WEIR_OPT_NO_EFFECT "no effect here: "
typedef struct weir_option { const char *name, *value; uint32_t line, column; } weir_option;
/* Options of one table; formats see theirs with the prefix ("json.") already removed by name lookup. */
typedef struct weir_options { const weir_option *items; uint32_t count; const weir_option_spec *specs; } weir_options;

/* Value as written, or the spec's default, or NULL. Borrowed. (batch/options.c) */
const char *weir_options_text(const weir_options *options, const char *name);
/* As the kind says; values were checked when the table was created, so these cannot fail. Unset and without default: `otherwise`. */
int64_t  weir_options_int(const weir_options *options, const char *name, int64_t otherwise);
bool     weir_options_bool(const weir_options *options, const char *name, bool otherwise);
int64_t  weir_options_duration_ms(const weir_options *options, const char *name, int64_t otherwise);
uint64_t weir_options_bytes(const weir_options *options, const char *name, uint64_t otherwise);
double   weir_options_double(const weir_options *options, const char *name, double otherwise);

/* What every opened thing is told about its table. Borrowed; lives as long as the job. */
typedef struct weir_table_info {
    const char         *name;           /* "orders"                                             */
    const weir_schema  *schema;         /* source: the physical + metadata columns to produce, in order; sink: the columns it gets */
    const weir_schema  *read_schema;    /* source: all columns that are asked of it, metadata and partition columns too; may be NULL */
    const bool         *needed;         /* source: per column, false: nobody reads it; NULL: all */
    const char *const  *metadata_keys;  /* per column: metadata key ("file.path"), or NULL; may be NULL */
    const weir_options *options;        /* the connector's                                       */
    const weir_options *format_options;
    const char *const  *partition_keys; /* PARTITIONED BY                                        */
    uint32_t            partition_key_count;
    const char         *local_time_zone;
    uint64_t            record_size_max; /* source: longest record in bytes; 0: the default of 64 MiB */
    const struct wr_env *env;
} weir_table_info;

/* ---- format ---- */

/* One record that could not be decoded. Borrowed for the call. */
typedef struct weir_bad_record {
    weir_bytes  record;
    uint64_t    record_index;  /* from 0, within this decode call: rows decoded + bad ones before it */
    uint64_t    offset;        /* of its first byte, within the block                            */
    uint32_t    column;        /* 1-based byte column of the fault in the record                 */
    const char *field;         /* column name, or NULL                                           */
    const char *reason;        /* "'abc' is not an INT"                                          */
} weir_bad_record;

/* Result columns of a decoder: one vector per needed column of the schema. Capacity WEIR_BATCH_ROWS. */
typedef struct weir_decode_out {
    weir_vector *vectors;      /* schema->field_count; vectors[c].data NULL: column not needed   */
    uint32_t     row_count;    /* rows already there; decode appends                             */
    uint32_t     row_limit;    /* stop when row_count reaches it (<= WEIR_BATCH_ROWS)            */
    /* Called for a record that is bad. WEIR_OK: leave the record out and go on; else stop with it. */
    weir_status (*bad)(void *context, const weir_bad_record *record, weir_error *err);
    void        *bad_context;
    uint64_t     record_count; /* out: records consumed by this call, bad and skipped ones too   */
    /* Per row: offset behind its record within the block (so that rows can be given back); may be NULL. */
    uint32_t    *row_end_offsets;
} weir_decode_out;

typedef struct weir_decoder weir_decoder; /* defined by each format */
typedef struct weir_encoder weir_encoder;

typedef struct weir_format {
    uint32_t                abi;
    const char             *name;       /* 'format' = name; options are written "<name>.<option>" */
    const weir_option_spec *options;    /* without the prefix; ends with a NULL name             */
    weir_changelog_mode     encodes;    /* what encode can express                               */
    bool                    hidden;     /* not for 'format' = ... of users                       */

    /* Which columns cannot be read / written (NULL: all types). WEIR_UNSUPPORTED names the column. */
    weir_status (*check)(const weir_table_info *table, bool for_reading, weir_error *err);

    weir_status (*decoder_open)(const weir_table_info *table, struct weir_arena *arena, weir_decoder **decoder, weir_error *err);
    /* Decodes whole records (lines) of `block`; *consumed is where the first not decoded record
     * begins. last: the block ends the input, so a last record without newline counts. Strings of
     * the rows may point into the block. Stops when the row limit is reached, when no whole record
     * is left, or with an error. */
    weir_status (*decode)(weir_decoder *decoder, weir_bytes block, bool last, weir_decode_out *out, size_t *consumed, weir_error *err);
    void        (*decoder_close)(weir_decoder *decoder);

    weir_status (*encoder_open)(const weir_table_info *table, struct weir_arena *arena, weir_encoder **encoder, weir_error *err);
    /* Appends the encoded `rows` of the batch to *out (a wr_buffer); each record ends as the format ends it. */
    weir_status (*encode)(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, weir_error *err);
    void        (*encoder_close)(weir_encoder *encoder);
} weir_format;

/* ---- source ---- */

typedef enum weir_poll { WEIR_POLL_DATA, WEIR_POLL_IDLE, WEIR_POLL_END } weir_poll;

/* A file, a partition, a range of generated rows. `id` is stable across restarts. In arena. */
typedef struct weir_split { const char *id; weir_bytes position; /* size 0: from the start */ bool finished; } weir_split;

/* Bytes to decode, or the wish to be asked for a batch. Borrowed until the next call on the reader. */
typedef struct weir_block {
    uint32_t   split;       /* index, counted in the order of add_split calls of this reader     */
    weir_bytes bytes;       /* unconsumed bytes from the split's position on                     */
    bool       last;        /* the split ends behind these bytes                                 */
    const char *where;      /* "orders.json" for messages                                        */
    uint64_t   line;        /* 1-based line number of the first byte                             */
    bool       too_long;    /* the bytes are the begin of a record beyond record_size_max: skip_record, or fail */
} weir_block;

typedef struct weir_source {
    uint32_t abi;
    bool     replayable;      /* false: refused where exactly-once is asked                      */
    bool     yields_batches;  /* true: `batch` is used, no format; false: `block`/`advance`      */

    /* Is the input finite with these options? */
    bool (*bounded)(const weir_table_info *table);
    /* Coordinator thread. All splits that exist now, in reading order; called again every
     * discovery_interval_ms (> 0) when not bounded; ids seen before are ignored by the caller. */
    weir_status (*discover)(const weir_table_info *table, struct weir_arena *arena, weir_split **splits, uint32_t *count, weir_error *err);
    int64_t (*discovery_interval_ms)(const weir_table_info *table); /* NULL: never again */

    /* Reader: one per worker, worker thread only. */
    weir_status (*open)(const weir_table_info *table, uint32_t worker, uint32_t worker_count, void **reader, weir_error *err);
    /* Splits are read one after another in the order given. split->position comes from a checkpoint or is empty. */
    weir_status (*add_split)(void *reader, const weir_split *split, weir_error *err);
    /* Next bytes. If less than a whole record was consumed of the last block, more bytes are read behind it,
     * up to record_size_max (then block->too_long).
     * IDLE: nothing now (wait a little). END: every split added so far is drained. */
    weir_status (*block)(void *reader, weir_block *block, weir_poll *poll, weir_error *err);
    /* `bytes` of the last block and `records` were consumed. Bytes == block.bytes.size with last: the split is finished. */
    weir_status (*advance)(void *reader, size_t bytes, uint64_t records, weir_error *err);
    /* After a block that was too_long: goes on behind the newline that ends that record. */
    weir_status (*skip_record)(void *reader, weir_error *err);
    /* For yields_batches: at most row_limit rows into out's vectors (out->row_count). */
    weir_status (*batch)(void *reader, weir_decode_out *out, uint32_t *split, weir_poll *poll, weir_error *err);
    /* Position behind the last advance, of each split added to this reader. In arena. */
    weir_status (*positions)(void *reader, struct weir_arena *arena, weir_split **splits, uint32_t *count, weir_error *err);
    /* Value of a metadata column for rows of this split (file.path ...), in arena. NULL: no metadata. */
    weir_status (*metadata)(void *reader, uint32_t split, const char *key, struct weir_arena *arena, weir_value *value, weir_error *err);
    void        (*close)(void *reader);
    /* Metadata keys and their types, ends with a NULL name; may be NULL. */
    const weir_field *metadata_fields;
} weir_source;

/* ---- sink: two-phase commit ----
 *
 *   write* -> prepare(n) -> sync -> [checkpoint n durable] -> commit(n) -> ...
 *
 * write and prepare run on the worker thread; sync, commit and recover on the checkpoint thread.
 * A committable is stored IN checkpoint n and is all that recover needs. Commit is idempotent. */

typedef struct weir_committable {
    uint32_t   worker;
    weir_bytes payload;     /* self-contained, versioned by the sink                             */
    void      *live;        /* open handles of the process that wrote it; NULL after a restart; sync frees it */
} weir_committable;

/* Who commits. Borrowed for the call. */
typedef struct weir_commit_context {
    const char *job_name;       /* part of evidence                                              */
    const char *job_uuid;       /* 32 hex digits                                                 */
    uint64_t    fence;          /* grows at every start of the job                               */
    uint64_t    checkpoint_id;
    bool        recovering;     /* after a restart, or tried before: what is done already is fine */
    const struct wr_env *env;
    struct weir_arena   *arena;
    const char *const  *earlier_uuids; /* of this job, given up by --fresh: their committed output stays, what is unfinished goes */
    uint32_t             earlier_uuid_count;
} weir_commit_context;

/* What a sink knows of this job from the outside alone. */
typedef struct weir_evidence {
    bool        any;                /* something of this job's name was found                    */
    uint64_t    checkpoint_id_max;  /* newest checkpoint of this job uuid that it shows committed */
    bool        other_uuid;         /* output of another job uuid of the same name, that the job does not know, is there */
    const char *const *other_uuids; uint32_t other_uuid_count; /* their first 8 digits, each once, in the context's arena */
    const char *detail;             /* "out/part-job-0-12-0"                                      */
} weir_evidence;

typedef struct weir_sink {
    uint32_t            abi;
    bool                exactly_once;   /* false: print, blackhole: a window, no promise          */
    bool                needs_format;
    const char         *own_format;     /* format used when the table names none (print); or NULL */
    weir_changelog_mode consumes;       /* bounded also by the format                             */

    /* Before everything else of a start: takes the table for this process. WEIR_FENCED: another one that runs this job
     * holds it. *claim (NULL: nothing to hold) is kept until release, when the job ends. Both optional. */
    weir_status (*claim)(const weir_commit_context *job, const weir_table_info *table, void **claim, weir_error *err);
    void        (*release)(void *claim);

    weir_status (*open)(const weir_table_info *table, const weir_commit_context *job, uint32_t worker, uint32_t worker_count,
                        const weir_format *format, weir_encoder *encoder, void **writer, weir_error *err);
    weir_status (*write)(void *writer, const weir_batch *batch, uint64_t checkpoint_id /* the open epoch */, weir_error *err);
    /* Input has drained for now: what is a window (print) shows its rows. Optional. */
    weir_status (*flush)(void *writer, weir_error *err);
    /* Everything of epoch `checkpoint_id` is written to the OS and described; next writes belong to the next epoch. Optional when !exactly_once. In arena. */
    weir_status (*prepare)(void *writer, uint64_t checkpoint_id, struct weir_arena *arena, weir_committable **list, uint32_t *count, weir_error *err);
    void        (*close)(void *writer); /* without prepare: drops what is open */

    /* Makes a prepared committable durable (fsync of files and their directory entries); frees `live`. */
    weir_status (*sync)(const weir_commit_context *job, weir_committable *committable, weir_error *err);
    /* Any thread: the checkpoint was given up before sync; frees `live` (closes what is open). Optional. */
    void        (*forget)(weir_committable *committable);
    weir_status (*commit)(const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count, weir_error *err);
    /* Recovery, before claim: is the place that these committables are promised to (the directory) gone? *where names it. Optional. */
    weir_status (*place)(const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count,
                         bool *gone, const char **where, weir_error *err);
    /* Start and recovery: what the outside shows. */
    weir_status (*evidence)(const weir_commit_context *job, const weir_table_info *table, weir_evidence *evidence, weir_error *err);
    /* Removes every unfinished output of this job, of any epoch (older ones too), worker and fence, except what was prepared for job->checkpoint_id. */
    weir_status (*discard)(const weir_commit_context *job, const weir_table_info *table, weir_error *err);
} weir_sink;

typedef struct weir_connector {
    uint32_t                abi;
    const char             *name;      /* WITH ('connector' = name)             */
    const weir_option_spec *options;   /* ends with a NULL name                 */
    /* Beyond the specs: cross-option rules. Optional. */
    weir_status (*check)(const weir_table_info *table, weir_error *err);
    const weir_source      *source;    /* NULL: cannot be read                  */
    const weir_sink        *sink;      /* NULL: cannot be written               */
} weir_connector;
#endif
