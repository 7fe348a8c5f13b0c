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
    const char      *name;          /* '#' and '*' stand for any text, dots too: "fields.#.min", "properties.*" */
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

/* Takes the rows of a SELECT instead of stdout: whole rows, as the format wrote them; any worker's thread. */
typedef struct weir_receiver {
    void (*take)(void *context, const void *bytes, size_t size);
    void  *context;
} weir_receiver;

/* What of a ROW is read: a format may leave the rest NULL. Neither whole nor fields: nothing. */
typedef struct weir_reads {
    bool               whole;
    struct weir_reads *fields; /* of the ROW's fields, when it is not read whole; or NULL             */
} weir_reads;

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
    bool                records_are_lines; /* source: weir_format.records_are_lines of its format  */
    uint64_t            record_size_max; /* source: longest record in bytes; 0: the default of 64 MiB */
    const struct wr_env *env;
    const uint32_t     *primary_key;     /* indexes in schema; count 0: none                     */
    uint32_t            primary_key_count;
    /* Tables of messages (weir_connector.messages): what of a row is in the key, what in the value. Indexes in schema,
     * in the order in which the format writes them. Metadata columns are in neither. */
    const struct weir_format *key_format; /* NULL: messages without a key                        */
    const weir_options *key_format_options;
    const char         *key_prefix;      /* key.fields-prefix: stands before the names of these columns in the table only; never NULL with a key */
    const uint32_t     *key_columns;     uint32_t key_column_count;
    const uint32_t     *value_columns;   uint32_t value_column_count;
    bool                resumed;         /* discover: the job ran before; what it does not know yet is new since then */
    const char         *job_name;        /* sources: for client ids and the default group; NULL: not running */
    /* sources: any thread calls it when there is something to read again; NULL: nobody waits */
    void              (*wake)(void *context);
    void               *wake_context;
    const weir_receiver *receiver;       /* sink of a SELECT; NULL: stdout                        */
    const weir_reads    *reads;          /* source: per column of schema, for those that are ROW; NULL: all of them are read whole */
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
    uint32_t     row_limit;    /* stop when row_count reaches it (<= WEIR_BATCH_ROWS); the rows of one changelog record may
                                  pass it, but never WEIR_BATCH_ROWS */
    /* Called for a record that is bad. WEIR_OK: leave the record out and go on; else stop with it. */
    weir_status (*bad)(void *context, const weir_bad_record *record, weir_error *err);
    void        *bad_context;
    uint64_t     record_count; /* out: records consumed by this call, bad and skipped ones too   */
    bool         at_start;     /* the block begins its file: formats of text pass over a byte order mark there */
    /* Per row: offset behind its record within the block (so that rows can be given back); may be NULL. */
    uint32_t    *row_end_offsets;
    /* Changelog formats only: weir_row_kind of every row; NULL for formats that decode +I. Capacity as the vectors. */
    uint8_t     *row_kinds;
    /* decode_records: index in `records` that each row came from. Never NULL there. */
    uint16_t    *record_of_row;
} weir_decode_out;

#define WEIR_NO_VALUE ((size_t)-1) /* see encode_records */

typedef struct weir_decoder weir_decoder; /* defined by each format */
typedef struct weir_encoder weir_encoder;

typedef struct weir_format {
    uint32_t                abi;
    const char             *name;       /* 'format' = name; options are written "<name>.<option>" */
    const weir_option_spec *options;    /* without the prefix; ends with a NULL name             */
    weir_changelog_mode     encodes;    /* what encode can express                               */
    weir_changelog_mode     decodes;    /* what its records mean: APPEND, or RETRACT for changelog formats */
    bool                    hidden;     /* not for 'format' = ... of users                       */
    bool                    records_are_lines; /* decode: record_count is the count of newlines consumed, and a last line's without one */
    /* What the records say besides the columns: metadata keys and their types, ends with a NULL name; NULL: nothing. decode and
     * decode_records fill a column of the schema with such a key in table->metadata_keys, a vector of exactly that type. */
    const weir_field       *metadata_fields;

    /* Which columns cannot be read / written (NULL: all types). WEIR_UNSUPPORTED names the column. */
    weir_status (*check)(const weir_table_info *table, bool for_reading, weir_error *err);

    weir_status (*decoder_open)(const weir_table_info *table, struct weir_arena *arena, weir_decoder **decoder, weir_error *err);
    /* Decodes whole records (lines) of `block`; *consumed is where the first not decoded record
     * begins. last: the block ends the input, so a last record without newline counts. Strings of
     * the rows may point into the block. Stops when the row limit is reached, when no whole record
     * is left, or with an error. */
    weir_status (*decode)(weir_decoder *decoder, weir_bytes block, bool last, weir_decode_out *out, size_t *consumed, weir_error *err);
    /* Messages: each of `records` is one record, whatever bytes it holds (a newline does not end it); data NULL: no value
     * (a tombstone: bad, unless the format gives it a meaning: raw reads NULL, changelog formats pass over it). Appends the rows
     * of whole records until `count` is done or the row limit is reached (a changelog record gives any number of rows, see
     * row_limit); *consumed: records done, bad ones too. out->bad gets record_index within `records`, offset 0. Strings of the
     * rows may point into the records. NULL: the format cannot read messages. */
    weir_status (*decode_records)(weir_decoder *decoder, const weir_bytes *records, uint32_t count, weir_decode_out *out, uint32_t *consumed, weir_error *err);
    void        (*decoder_close)(weir_decoder *decoder);

    weir_status (*encoder_open)(const weir_table_info *table, struct weir_arena *arena, weir_encoder **encoder, weir_error *err);
    /* Appends the encoded `rows` of the batch to *out (a wr_buffer); each record ends as the format ends it. */
    weir_status (*encode)(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, weir_error *err);
    /* Messages: as encode, but without anything that separates records; ends[k] is the size of *out behind the k-th of `rows`,
     * or WEIR_NO_VALUE: its message has no value at all (a tombstone), and the next begins where the one before it ended. Two equal
     * ends are an empty message, which is something else. NULL: the format cannot write messages. */
    weir_status (*encode_records)(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, size_t *ends, weir_error *err);
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
    bool       first;       /* the first byte is the split's first                               */
    bool       too_long;    /* the bytes are the begin of a record beyond record_size_max: skip_record, or fail */
} weir_block;

/* Messages of one split, in order. Borrowed until the next call on the reader. */
typedef struct weir_messages {
    uint32_t          count;
    const weir_bytes *values;     /* data NULL: a tombstone                                      */
    const weir_bytes *keys;       /* data NULL: no key                                           */
    const int64_t    *offsets;    /* in the split, for error rows                                */
    const char       *where;      /* "orders[3]"; with an offset: "orders[3]@1234"               */
} weir_messages;

/* What is left to read, for people who wait: bytes of files, or rows where those are what is counted. */
typedef struct weir_backlog { uint64_t bytes, rows; } weir_backlog;

typedef struct weir_source {
    uint32_t abi;
    bool     replayable;      /* false: refused where exactly-once is asked                      */
    bool     yields_batches;  /* true: `batch` is used, no format                                */
    bool     yields_messages; /* true: `messages`/`taken`; neither: `block`/`advance`            */
    /* true: its splits are read side by side, so the source's time is the smallest of theirs (partitions);
     * false: one behind the other, so it is the largest (files). */
    bool     splits_in_parallel;
    /* Messages are a changelog by key: a tombstone is -D with the key's columns only, a value is +U (upsert-kafka). */
    bool     upserts;

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
    /* The split (the how-many-th that was added, from 0; nothing of it was read) need not be read: it counts as finished. Optional: then
     * splits that a filter on partition columns or metadata refuses are skipped. */
    void        (*skip_split)(void *reader, uint32_t split);
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
    /* For yields_messages: at most `limit` messages of this split, never blocks. IDLE: none now; END: the split's bound is
     * reached. `taken`: the first `count` of them are reflected in what went downstream; the others come again. */
    weir_status (*messages)(void *reader, uint32_t split, uint32_t limit, weir_messages *messages, weir_poll *poll, weir_error *err);
    weir_status (*taken)(void *reader, uint32_t split, uint32_t count, weir_error *err);
    /* For yields_messages: a metadata column for rows; row r came from message message_of_row[r] of the last `messages` call. */
    weir_status (*message_metadata)(void *reader, const char *key, const uint16_t *message_of_row, uint32_t row_count, weir_vector *out, weir_error *err);
    /* Checkpoint thread, `positions` of checkpoint n, which is committed: told to the outside for monitoring (group offsets).
     * Optional; failures are its own to log. `reader` is that of the worker that gave the positions. */
    void        (*committed)(void *reader, const weir_split *splits, uint32_t count);
    /* Position behind the last advance, of each split added to this reader. In arena. */
    weir_status (*positions)(void *reader, struct weir_arena *arena, weir_split **splits, uint32_t *count, weir_error *err);
    /* Appends what a position (size > 0) says, for people: "byte 120, line 4". false, and nothing appended: it is no position of
     * this source. Needs no reader; the bytes may be any. Optional. */
    bool        (*describe)(weir_bytes position, struct wr_buffer *out);
    /* Adds what the splits of this reader still hold, as far as it is known now. false: unknown. Asked after every poll: it only adds up. Optional. */
    bool        (*backlog)(void *reader, weir_backlog *left);
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

/* A sink table of this job that is held. The claims of one job share what they need (one client for each cluster). */
typedef struct weir_claim { const struct weir_sink *sink; const char *table_name; void *claim; } weir_claim;

/* Who commits. Borrowed for the call; in `open` it lives as long as the writer. */
typedef struct weir_commit_context {
    const char *job_name;       /* part of evidence                                              */
    const char *job_uuid;       /* 32 hex digits                                                 */
    uint64_t    fence;          /* grows at every start of the job                               */
    uint64_t    checkpoint_id;
    bool        recovering;     /* after a restart, or tried before: what is done already is fine */
    const struct wr_env *env;
    struct weir_arena   *arena;
    const char         *digest;         /* 32 hex digits: of the manifest of checkpoint_id; NULL: not a commit */
    const char         *folder;         /* the job's folder; a sink may keep files there named outbox-<checkpoint>-...: they live as
                                           long as that checkpoint's manifest; NULL: the job has none */
    /* Value of a SET of the script, or NULL: setting(settings, "weir.kafka.create-topics"). NULL function: none. */
    const char       *(*setting)(const void *settings, const char *name);
    const void         *settings;
    const struct weir_claim *claims;    /* what claim gave so far, every exactly-once sink of the job */
    uint32_t             claim_count;
    const char *const  *earlier_uuids; /* of this job, given up by --fresh: their committed output stays, what is unfinished goes */
    uint32_t             earlier_uuid_count;
    uint64_t             instance;      /* random, of this process: tells two instances with copies of one folder apart; 0: not known */
    bool                 accept_missing_evidence; /* the user takes it on */
    /* Was the job asked to stop at once? Then waiting ends with WEIR_CANCELLED. May be NULL. Any thread. */
    bool               (*cancelled)(void *hooks);
    void                *hooks;
} weir_commit_context;

/* What a sink knows of this job from the outside alone. */
typedef struct weir_evidence {
    bool        any;                /* something of this job's name was found                    */
    uint64_t    checkpoint_id_max;  /* newest checkpoint of this job uuid that it shows committed */
    bool        other_uuid;         /* output of another job uuid of the same name, that the job does not know, is there */
    const char *const *other_uuids; uint32_t other_uuid_count; /* their first 8 digits, each once, in the context's arena */
    const char *detail;             /* "out/part-job-0-12-0"                                      */
    const char *digest;             /* 32 hex digits of the manifest of checkpoint_id_max; NULL: the sink does not keep it */
    bool        checkpoint_known;   /* checkpoint_id_max counts, also when it is 0 of an empty topic; files leave it false */
    bool        decides;            /* this table's commit is the decision (weir_sink.decides, and this cluster is the one) */
} weir_evidence;

typedef struct weir_sink {
    uint32_t            abi;
    bool                exactly_once;   /* false: print, blackhole: a window, no promise          */
    /* Whether this table keeps the promise: checkpointing says whether the job has a folder. NULL: exactly_once. WEIR_INVALID:
     * it is asked for and cannot be (no checkpoints). */
    weir_status (*promises)(const weir_table_info *table, bool checkpointing, bool *promise, weir_error *err);
    bool                decides;        /* its commit is the decision: it comes first; a failed one ends the attempt, and recovery asks its evidence */
    bool                opens_formats;  /* `open` gets the format (of the value), and NULL as encoder: it opens those of key and value itself */
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
    /* Input has drained for now: what is a window (print) shows its rows; what waits for its epoch is passed on. Optional. */
    weir_status (*flush)(void *writer, weir_error *err);
    /* False: rows pile up in the writer, hand it no more for now (it still takes them, and `flush` is called again soon). Optional. */
    bool        (*ready)(void *writer);
    /* True: what this epoch has piled up (an outbox) is enough, a checkpoint should come now. Optional. */
    bool        (*wants_checkpoint)(void *writer);
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
    /* Metadata keys that can be written and the types in which they are handed over, ends with a NULL name; NULL: none. Columns of
     * sink_schema with such a key have exactly that type (nullable: NULL means that the writer chooses); they are in neither key nor value. */
    const weir_field *metadata_fields;
} weir_sink;

/* ---- transactions that stand open outside, for `weir txn` ---- */

typedef struct weir_transaction_part {
    const char *topic;
    int32_t     partition;
    int64_t     begin, end;     /* offsets: its first record there, the end now; -1: not known     */
} weir_transaction_part;

typedef struct weir_transaction {
    const char *id, *state;     /* "orders-job", "Ongoing": as the outside calls them              */
    bool        open;           /* readers of committed records wait for its end                   */
    bool        decided;        /* ... which is decided and being carried out                      */
    int64_t     producer_id;
    int32_t     epoch;
    int64_t     begin_ms, active_ms, timeout_ms; /* active_ms: its last record; -1: not known      */
    const weir_transaction_part *parts; uint32_t part_count;
    uint64_t    messages_max;   /* behind its first record, in all partitions                      */
    bool        messages_known; /* false: somewhere nobody says                                    */
    const char *job;            /* the Weir job that it belongs to; NULL: another program          */
    const char *hidden;         /* NULL, or what this user may not read and may show a Weir job    */
    bool        evidence;       /* ... and checkpoint_id of it is the newest that was committed    */
    uint64_t    checkpoint_id;
    uint64_t    mark;           /* differs after anything that its owner did                       */
    int32_t     place;          /* the connector's own                                             */
} weir_transaction;

typedef struct weir_transactions {
    /* `table` has the options of how to connect; it is read during the call only. */
    weir_status (*open)(const weir_table_info *table, void **session, weir_error *err);
    /* Those with these ids (unknown ones are left out), or id_count 0: all that are open; `all`: and the others. In arena. */
    weir_status (*list)(void *session, const char *const *ids, uint32_t id_count, bool all, struct weir_arena *arena, weir_transaction **list, uint32_t *count, weir_error *err);
    /* Returns when it has ended. WEIR_FENCED: its owner has moved since `list`; nothing was done. */
    weir_status (*end)(void *session, const weir_transaction *one, bool commit, weir_error *err);
    void        (*close)(void *session);
} weir_transactions;

typedef struct weir_connector {
    uint32_t                abi;
    const char             *name;      /* WITH ('connector' = name)             */
    const weir_option_spec *options;   /* ends with a NULL name                 */
    bool                    messages;  /* rows are messages with key and value: 'key.format', 'value.format', 'key.fields' ... are the catalog's to read */
    bool                    upserts;   /* the key is the PRIMARY KEY, which is required; rows with the same key replace each other */
    /* Beyond the specs: cross-option rules. Optional. */
    weir_status (*check)(const weir_table_info *table, weir_error *err);
    const weir_source      *source;    /* NULL: cannot be read                  */
    const weir_sink        *sink;      /* NULL: cannot be written               */
    const weir_transactions *transactions; /* NULL: none stand open outside     */
} weir_connector;
#endif
