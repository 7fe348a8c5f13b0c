/* weir/function.h - SQL functions: scalar and aggregate. One function = one static const struct at
 * the bottom of its family's file in src/func, and one line in builtin/functions.def.
 *
 * Binding: `infer` sees the argument types and decides the parameter types (the binder inserts
 * casts where they differ) and the result type, or refuses with WEIR_INVALID and a message that
 * names what it takes. Kernels then run over whole batches and never see a wrong type.
 */
#ifndef WEIR_FUNCTION_H
#define WEIR_FUNCTION_H
#include "weir/batch.h"

struct weir_arena;
struct weir_function;
struct weir_aggregate;
struct weir_keeper;

#define WEIR_ARGS_MAX 64u

/* What infer works on. In: name..literals. Out: param_types (preset to arg_types), result. */
typedef struct weir_infer {
    const char              *name;        /* as written, upper case, for messages              */
    uint32_t                 arg_count;
    const weir_type         *arg_types;   /* WEIR_TYPE_NULL: a bare NULL; SYMBOL: a unit        */
    const weir_value *const *literals;    /* per argument: its value when it is a literal, else NULL */
    const char              *local_time_zone; /* table.local-time-zone, e.g. "UTC"             */
    struct weir_arena       *arena;
    weir_type               *param_types; /* what each argument is to be cast to               */
    weir_type                result;
    bool                     try_cast;    /* what cannot be cast becomes NULL, instead of failing the job */
} weir_infer;

/* One bound call, as prepare and the kernel see it. Lives as long as the expression program. */
typedef struct weir_call {
    const struct weir_function *function;
    uint32_t                 arg_count;
    const weir_type         *arg_types;   /* after casts                                       */
    weir_type                result;
    const weir_value *const *literals;
    const char              *local_time_zone;
    struct weir_arena       *arena;       /* the program's, for prepare                        */
    void                    *prepared;    /* what prepare made of literal arguments            */
    int64_t                (*wall_ms)(void *clock); /* for NOW() and friends                   */
    uint64_t               (*random)(void *clock);
    void                    *clock;
    const weir_batch        *batch;       /* whose rows are computed, and the watermark in force   */
    weir_time_ms             watermark_before; /* before it; both for CURRENT_WATERMARK            */
    const void *const       *arg_ids;     /* per argument: calls of one program that have the same id there get the same values; may be NULL */
    uint64_t                 batch_number; /* of the program: what was made of arguments lasts while it stays */
    void                   **shared;      /* one place for all calls of the program, NULL at first: func/json_documents.c keeps it */
} weir_call;

typedef struct weir_function {
    uint32_t    abi;                /* sizeof(weir_function)                                   */
    const char *name;               /* "CHAR_LENGTH"; operators: "+", "=", "LIKE", ...          */
    const char *aliases;            /* "CHARACTER_LENGTH,LENGTH" or NULL                        */
    bool        hidden;             /* not in SHOW FUNCTIONS (operators, internals)             */
    bool        nondeterministic;   /* never folded into a constant                             */
    bool        null_in_null_out;   /* true: the evaluator handles NULL arguments; the kernel is
                                       called only for rows without any, and out->nulls is preset */
    bool        total;              /* true: cheap and cannot fail on any bit pattern: the kernel
                                       may be called for all physical rows, selected or not      */
    bool        many_args;          /* more than WEIR_ARGS_MAX arguments are fine                */
    weir_status (*infer)(weir_infer *call, weir_error *err);
    weir_status (*prepare)(weir_call *call, weir_error *err);  /* optional                      */
    /* Writes out row i for every i in rows. Args without nulls arrays have no nulls.
     * WEIR_DATA: a value is bad (division by zero, failed cast): the job fails with it. */
    weir_status (*scalar)(const weir_call *call, const weir_column *args, weir_rows rows,
                          weir_vector *out, weir_error *err);
    void        (*release)(weir_call *call);                   /* optional: frees what prepare took outside the arena */
} weir_function;

/* ---- aggregates ---- */

/* One bound aggregate call. Its accumulator is `state_size` plain bytes at `state_offset` of a
 * group's state row (8-byte aligned; all zero bytes = empty). No pointers inside but weir_string
 * fields, which are listed in state_fields so that state can copy, move and snapshot them. */
typedef struct weir_aggregate_call {
    const struct weir_aggregate *aggregate;
    uint32_t         arg_count;     /* 0: COUNT(*)                                             */
    const weir_type *arg_types;
    weir_type        result;
    bool             distinct;
    bool             retracts;      /* rows may be taken back: what the accumulator holds must allow it */
    uint32_t         state_offset;  /* into a group's state row                                */
    struct weir_arena *arena;
} weir_aggregate_call;

typedef struct weir_state_field { const char *name; weir_type type; uint32_t offset; } weir_state_field;

typedef struct weir_aggregate {
    uint32_t    abi;
    const char *name;               /* "SUM"                                                   */
    bool        can_retract;        /* false: over an updating input the planner keeps the values (MIN, MAX) */
    bool        never_null;         /* the result is a value even where there is none (COUNT)           */
    bool        takes_nulls;        /* a NULL argument is a value too, also of DISTINCT (ARRAY_AGG)     */
    weir_status (*infer)(weir_infer *call, weir_error *err);
    /* Layout of the accumulator for these types; *fields (static or arena) are its columns. */
    uint32_t    (*state)(const weir_aggregate_call *call, const weir_state_field **fields, uint32_t *field_count);
    /* For k in 0..rows.count: row rows[k] goes into the state row states[k] (several k may share
     * one). NULL arguments are skipped by the aggregate itself, if it does skip them. Strings: `keep` copies bytes into
     * the owner of the state and returns a view that stays valid. */
    void (*accumulate)(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                       weir_rows rows, struct weir_keeper *keep);
    void (*retract)(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                    weir_rows rows, struct weir_keeper *keep);       /* NULL when !can_retract */
    /* to[k] += from[k] (HOP slices, local pre-aggregation) */
    void (*merge)(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from,
                  uint32_t count, struct weir_keeper *keep);
    /* Result of states[k] into row first + k of out. */
    weir_status (*result)(const weir_aggregate_call *call, const uint8_t *const *states, uint32_t count,
                          weir_vector *out, uint32_t first, weir_error *err);
} weir_aggregate;

/* Copies string bytes into long-lived memory of a state table; `old` is what it replaces (its bytes
 * may be reused). Short strings are returned as they are. */
struct weir_keeper {
    weir_string (*keep)(struct weir_keeper *self, weir_string value, weir_string old);
};
#endif
