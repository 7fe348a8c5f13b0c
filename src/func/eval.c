/* func/eval.c - runs bound expressions over the columns of a batch.
 *
 * An expression becomes nodes; equal subexpressions are one node. A node keeps the column it computed
 * and the CONTEXT it computed it for. A context is a set of rows; contexts form a tree in which a
 * child is a subset of its parent, so a value computed for a context serves all contexts below it.
 * AND, OR, CASE, IF and COALESCE open child contexts: later operands run only where they matter, so
 * `x <> 0 AND 1 / x > 2` never divides by zero.
 *
 * Invariants
 *   - A column that was handed out does not change before the next wr_program_begin: a node that must
 *     run again for rows outside its context writes into another vector.
 *   - Functions marked `total` run densely over all physical rows (their loops then vectorise); all
 *     others see only rows that are asked for, and with null_in_null_out only those without NULLs.
 *   - out->nulls of all physical rows is preset before every kernel.
 * One program belongs to one thread. */
#include "func/eval.h"
#include "base/alloc.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/io.h"
#include "batch/vector.h"
#include "func/func.h"

extern const weir_function weir_function_coalesce;
extern const weir_function weir_function_if;
extern const weir_function weir_function_ifnull;
extern const weir_function weir_function_op_cast;
extern const weir_function weir_function_op_try_cast;

enum { CONTEXT_NONE = 0, CONTEXT_ALL = 1 };

typedef enum node_kind {
    NODE_LITERAL,
    NODE_COLUMN,
    NODE_CALL,
    NODE_AND, /* and OR: absorbing says which */
    NODE_CASE,
    NODE_COALESCE
} node_kind;

typedef struct eval_node {
    node_kind      kind;
    uint8_t        absorbing; /* NODE_AND: 0 for AND, 1 for OR: the value that decides alone */
    bool           total;
    const wr_expr *expr;
    weir_type      type;
    weir_call      call;
    struct eval_node **args;
    uint32_t       arg_count;
    weir_column   *arg_columns; /* NODE_CALL */
    weir_column    value;       /* valid for `context` and below; literals and columns: always */
    uint32_t       context;
    weir_vector  **vectors;     /* [vector_used ..] are free */
    size_t         vector_count, vector_capacity;
    uint32_t       vector_used;
    uint64_t       hash;
} eval_node;

struct wr_program {
    wr_arena         *arena;   /* nodes, vectors */
    wr_arena         *strings; /* of the batch */
    const wr_env     *env;
    const char       *local_time_zone;
    const weir_schema *input;
    eval_node            **nodes;
    size_t            node_count, node_capacity;
    eval_node            **roots;
    uint32_t          root_count;
    weir_time_ms      watermark; /* after the last batch */
    uint64_t          batch_number;
    void             *shared;    /* what the calls have in common */
    const weir_batch *batch;
    uint32_t         *parents; /* of contexts */
    size_t            context_count, context_capacity;
    uint16_t        **buffers; /* free row lists */
    size_t            buffer_count, buffer_capacity;
    /* The rows of the last run or filter, so that its results are found again. */
    uint32_t          root_context, root_rows;
    uint16_t         *root_indexes;
};

/* ---- building ---- */

static bool node_same(const eval_node *a, const eval_node *b) {
    if (a->hash != b->hash || a->kind != b->kind || a->absorbing != b->absorbing ||
        a->arg_count != b->arg_count || !weir_type_same(a->type, b->type))
        return false;
    if (a->kind == NODE_COLUMN)
        return a->expr->column == b->expr->column;
    if (a->kind == NODE_LITERAL)
        return wr_literal_equal(a->type, &a->expr->literal, &b->expr->literal);
    if (a->kind == NODE_CALL && (a->expr->function != b->expr->function || a->expr->function->nondeterministic))
        return false;
    return a->arg_count == 0 || memcmp(a->args, b->args, a->arg_count * sizeof(eval_node *)) == 0;
}

static uint64_t node_hash(const eval_node *made) {
    uint64_t hash = wr_hash_u64((uint64_t)made->kind * 31 + made->type.id * 7u + made->arg_count + 1);
    if (made->kind == NODE_COLUMN)
        hash = wr_hash_u64(hash ^ made->expr->column);
    if (made->kind == NODE_CALL)
        hash = wr_hash_u64(hash ^ (uint64_t)(uintptr_t)made->expr->function);
    for (uint32_t i = 0; i < made->arg_count; i++)
        hash = wr_hash_u64(hash ^ (uint64_t)(uintptr_t)made->args[i]);
    return hash;
}

static node_kind kind_of(const wr_expr *expr) {
    switch (expr->kind) {
    case WR_EXPR_COLUMN:
        return NODE_COLUMN;
    case WR_EXPR_LITERAL:
        return NODE_LITERAL;
    case WR_EXPR_CALL:
        if (expr->function == &weir_function_if)
            return NODE_CASE;
        if (expr->function == &weir_function_coalesce || expr->function == &weir_function_ifnull)
            return NODE_COALESCE;
        return NODE_CALL;
    case WR_EXPR_CASE:
        return NODE_CASE;
    case WR_EXPR_AND:
    case WR_EXPR_OR:
        return NODE_AND;
    }
    return NODE_CALL;
}

/* Kernels that read strings or step through calendars are not safe on rows that nobody computed. */
static bool call_total(const weir_call *call) {
    const weir_function *function = call->function;
    if (function == &weir_function_op_cast || function == &weir_function_op_try_cast)
        return wr_cast_total(call->arg_types[0], call->result);
    if (!function->total)
        return false;
    for (uint32_t i = 0; i < call->arg_count; i++) {
        weir_type type = call->arg_types[i];
        if (weir_type_is_view(type) || type.id == WEIR_TYPE_INTERVAL_MONTH ||
            weir_type_width(type) == 0)
            return false;
    }
    return true;
}

static weir_status prepare_call(wr_program *program, eval_node *made, weir_error *err) {
    const wr_expr *expr = made->expr;
    weir_type     *types = wr_arena_calloc(program->arena, expr->arg_count + 1, sizeof(*types));
    const weir_value **literals =
        wr_arena_calloc(program->arena, expr->arg_count + 1, sizeof(*literals));
    for (uint32_t i = 0; i < expr->arg_count; i++) {
        types[i] = expr->args[i]->type;
        literals[i] = expr->args[i]->kind == WR_EXPR_LITERAL ? &expr->args[i]->literal : NULL;
    }
    made->call = (weir_call){.function = expr->function,
                             .arg_count = expr->arg_count,
                             .arg_types = types,
                             .result = expr->type,
                             .literals = literals,
                             .local_time_zone = program->local_time_zone,
                             .arena = program->arena,
                             .arg_ids = (const void *const *)made->args,
                             .shared = &program->shared};
    if (program->env) {
        made->call.wall_ms = program->env->wall_ms;
        made->call.random = program->env->random;
        made->call.clock = program->env->self;
    }
    made->arg_columns = wr_arena_calloc(program->arena, expr->arg_count + 1, sizeof(weir_column));
    made->total = call_total(&made->call);
    return expr->function->prepare ? expr->function->prepare(&made->call, err) : WEIR_OK;
}

static weir_vector *new_vector(wr_program *program, eval_node *owner) {
    weir_vector *vector = wr_arena_calloc(program->arena, 1, sizeof(*vector));
    if (weir_type_width(owner->type) == 0) { /* a bare NULL */
        vector->type = owner->type;
        vector->nulls = wr_arena_calloc(program->arena, WEIR_BATCH_ROWS, 1);
        vector->data = vector->nulls;
    } else {
        wr_vector_init(vector, owner->type, program->arena, program->strings);
    }
    return vector;
}

static void fill_literal(wr_program *program, eval_node *made) {
    const weir_value *value = &made->expr->literal;
    made->value.type = made->type;
    if (made->type.id == WEIR_TYPE_SYMBOL)
        return;
    weir_vector *vector = new_vector(program, made);
    if (value->is_null) {
        memset(vector->nulls, 1, WEIR_BATCH_ROWS);
        memset(vector->data, weir_type_width(made->type) == 0 ? 1 : 0,
               (size_t)WEIR_BATCH_ROWS * WR_MAX(weir_type_width(made->type), 1u));
        vector->has_nulls = true;
    } else {
        wr_vector_fill(vector, 0, WEIR_BATCH_ROWS, value);
    }
    made->value = weir_vector_column(vector);
}

static weir_status place_error(weir_error *err, const wr_expr *expr, weir_status status) {
    if (err && status != WEIR_OK && err->sql_line == 0 && expr->line != 0) {
        err->sql_line = expr->line;
        err->sql_column = expr->column_number;
    }
    return status;
}

static weir_status build(wr_program *program, const wr_expr *expr, eval_node **out, weir_error *err) {
    eval_node draft = {.kind = kind_of(expr), .expr = expr, .type = expr->type, .arg_count = expr->arg_count};
    draft.absorbing = expr->kind == WR_EXPR_OR;
    if (draft.kind == NODE_COLUMN && expr->column >= program->input->field_count)
        return weir_fail(err, WEIR_INVALID, "an expression reads column %u of an input of %u columns",
                         expr->column, program->input->field_count);
    if (expr->arg_count != 0) {
        draft.args = wr_arena_calloc(program->arena, expr->arg_count, sizeof(*draft.args));
        for (uint32_t i = 0; i < expr->arg_count; i++)
            WEIR_TRY(build(program, expr->args[i], &draft.args[i], err));
    }
    draft.hash = node_hash(&draft);
    for (size_t i = 0; i < program->node_count; i++) {
        if (node_same(program->nodes[i], &draft)) {
            *out = program->nodes[i];
            return WEIR_OK;
        }
    }
    eval_node *made = wr_arena_alloc(program->arena, sizeof(*made));
    *made = draft;
    if (made->kind == NODE_LITERAL)
        fill_literal(program, made);
    program->nodes = wr_arena_grow(program->arena, program->nodes, program->node_count,
                                   &program->node_capacity, sizeof(*program->nodes));
    if (made->kind == NODE_CALL)
        WEIR_TRY(place_error(err, expr, prepare_call(program, made, err)));
    program->nodes[program->node_count++] = made;
    *out = made;
    return WEIR_OK;
}

weir_status wr_program_create(const wr_expr *const *exprs, uint32_t expr_count,
                              const weir_schema *input, const char *local_time_zone,
                              const struct wr_env *env, wr_program **program, weir_error *err) {
    wr_program *made = wr_calloc(1, sizeof(*made));
    made->arena = wr_arena_create(0);
    made->strings = wr_arena_create(0);
    made->env = env;
    made->local_time_zone = local_time_zone ? local_time_zone : "UTC";
    made->input = input;
    made->watermark = WEIR_TIME_MIN;
    made->roots = wr_arena_calloc(made->arena, expr_count + 1, sizeof(*made->roots));
    made->root_count = expr_count;
    made->root_indexes = wr_arena_alloc(made->arena, WEIR_BATCH_ROWS * sizeof(uint16_t));
    made->context_capacity = 16;
    made->parents = wr_arena_calloc(made->arena, made->context_capacity, sizeof(*made->parents));
    if (err)
        err->sql_line = err->sql_column = 0;
    for (uint32_t i = 0; i < expr_count; i++) {
        weir_status status = build(made, exprs[i], &made->roots[i], err);
        if (status != WEIR_OK) {
            wr_program_destroy(made);
            return status;
        }
    }
    *program = made;
    return WEIR_OK;
}

void wr_program_destroy(wr_program *program) {
    if (program == NULL)
        return;
    for (size_t i = 0; i < program->node_count; i++) {
        eval_node *made = program->nodes[i];
        if (made->kind == NODE_CALL && made->call.function->release)
            made->call.function->release(&made->call);
    }
    wr_arena_destroy(program->strings);
    wr_arena_destroy(program->arena);
    wr_free(program);
}

void wr_program_begin(wr_program *program, const weir_batch *batch) {
    program->batch = batch;
    program->context_count = CONTEXT_ALL + 1;
    program->root_context = CONTEXT_NONE;
    program->batch_number++;
    wr_arena_reset(program->strings);
    for (size_t i = 0; i < program->node_count; i++) {
        eval_node *made = program->nodes[i];
        made->context = CONTEXT_NONE;
        made->vector_used = 0;
        made->call.batch = batch;
        made->call.watermark_before = program->watermark;
        made->call.batch_number = program->batch_number;
        if (made->kind == NODE_COLUMN)
            made->value = batch->columns[made->expr->column];
    }
    program->watermark = batch->watermark;
}

/* ---- contexts, buffers, vectors ---- */

static uint32_t new_context(wr_program *program, uint32_t parent) {
    program->parents = wr_arena_grow(program->arena, program->parents, program->context_count,
                                     &program->context_capacity, sizeof(*program->parents));
    program->parents[program->context_count] = parent;
    return (uint32_t)program->context_count++;
}

static bool context_covers(const wr_program *program, uint32_t outer, uint32_t inner) {
    while (inner > outer) /* parents are older, so have smaller ids */
        inner = inner == CONTEXT_ALL ? CONTEXT_NONE : program->parents[inner];
    return inner == outer;
}

static uint16_t *take_buffer(wr_program *program) {
    if (program->buffer_count != 0)
        return program->buffers[--program->buffer_count];
    return wr_arena_alloc(program->arena, WEIR_BATCH_ROWS * sizeof(uint16_t));
}

static void give_buffer(wr_program *program, uint16_t *buffer) {
    program->buffers = wr_arena_grow(program->arena, program->buffers, program->buffer_count,
                                     &program->buffer_capacity, sizeof(*program->buffers));
    program->buffers[program->buffer_count++] = buffer;
}

static weir_vector *take_vector(wr_program *program, eval_node *owner) {
    if (owner->vector_used == owner->vector_count) {
        owner->vectors = wr_arena_grow(program->arena, owner->vectors, owner->vector_count,
                                       &owner->vector_capacity, sizeof(*owner->vectors));
        owner->vectors[owner->vector_count++] = new_vector(program, owner);
    }
    weir_vector *vector = owner->vectors[owner->vector_used++];
    vector->has_nulls = false;
    return vector;
}

/* ---- running ---- */

static weir_status evaluate(wr_program *program, eval_node *node, weir_rows rows, uint32_t context,
                            weir_error *err);

/* nulls of out = OR of the arguments' nulls, over all physical rows. */
WR_CLONES static uint8_t combine_nulls(uint8_t *restrict nulls, const uint8_t *restrict more,
                                       uint32_t count) {
    uint8_t any = 0;
    for (uint32_t i = 0; i < count; i++) {
        nulls[i] |= more[i];
        any |= nulls[i];
    }
    return any;
}

static weir_status run_call(wr_program *program, eval_node *node, weir_vector *out, weir_rows rows,
                            uint32_t context, weir_error *err) {
    const uint32_t row_count = program->batch->row_count;
    const weir_function *function = node->call.function;
    bool           any_nulls = false;
    for (uint32_t i = 0; i < node->arg_count; i++) {
        WEIR_TRY(evaluate(program, node->args[i], rows, context, err));
        node->arg_columns[i] = node->args[i]->value;
        any_nulls |= node->arg_columns[i].nulls != NULL;
    }
    memset(out->nulls, 0, row_count);
    if (node->total && rows.indexes != NULL && rows.count >= row_count / 4)
        rows = (weir_rows){NULL, row_count};
    uint16_t *narrowed = NULL;
    if (any_nulls && function->null_in_null_out) {
        for (uint32_t i = 0; i < node->arg_count; i++) {
            if (node->arg_columns[i].nulls != NULL &&
                combine_nulls(out->nulls, node->arg_columns[i].nulls, row_count) != 0)
                out->has_nulls = true;
        }
        if (out->has_nulls && !node->total) {
            narrowed = take_buffer(program);
            uint32_t count = 0;
            const uint8_t *nulls = out->nulls;
            WR_EACH(i, rows, narrowed[count] = (uint16_t)i; count += nulls[i] == 0;);
            rows = (weir_rows){narrowed, count};
        }
    }
    weir_status status = WEIR_OK;
    if (rows.count != 0)
        status = function->scalar(&node->call, node->arg_columns, rows, out, err);
    if (narrowed)
        give_buffer(program, narrowed);
    return status;
}

/* Rows of `rows` where bytes are `wanted`. */
static weir_rows rows_where(const uint8_t *bytes, uint8_t wanted, weir_rows rows, uint16_t *buffer) {
    uint32_t count = 0;
    WR_EACH(i, rows, buffer[count] = (uint16_t)i; count += bytes[i] == wanted;);
    return (weir_rows){buffer, count};
}

/* AND (absorbing 0) and OR (absorbing 1). A row is open while its value is not the absorbing one;
 * NULL is stored as an open value with nulls set. */
static weir_status run_and(wr_program *program, eval_node *node, weir_vector *out, weir_rows rows,
                           uint32_t context, weir_error *err) {
    const uint8_t absorbing = node->absorbing, open = !absorbing;
    uint8_t      *values = out->data, *nulls = out->nulls;
    uint16_t     *buffer = take_buffer(program), *spare = take_buffer(program);
    weir_status   status = WEIR_OK;
    weir_rows     left = rows;
    uint32_t      left_context = context;
    memset(nulls, 0, program->batch->row_count);
    WR_EACH(i, rows, values[i] = open;);
    for (uint32_t a = 0; a < node->arg_count && left.count != 0; a++) {
        WEIR_TRY_GOTO(status, evaluate(program, node->args[a], left, left_context, err), done);
        const weir_column operand = node->args[a]->value;
        const uint8_t *operand_values = operand.data;
        if (operand.nulls == NULL) {
            WR_EACH(i, left, values[i] = operand_values[i];
                    nulls[i] &= (uint8_t)(operand_values[i] == open););
        } else {
            const uint8_t *operand_nulls = operand.nulls;
            WR_EACH(i, left, uint8_t unknown = operand_nulls[i];
                    uint8_t value = unknown ? open : operand_values[i];
                    values[i] = value;
                    nulls[i] = (uint8_t)((nulls[i] | unknown) & (value == open)););
            out->has_nulls = true;
        }
        if (a + 1 == node->arg_count)
            break;
        weir_rows next = rows_where(values, open, left, spare);
        if (next.count != left.count) {
            left = next;
            left_context = new_context(program, left_context);
            uint16_t *swap = buffer;
            buffer = spare;
            spare = swap;
        }
    }
done:
    give_buffer(program, buffer);
    give_buffer(program, spare);
    return status;
}

#define COPY_ROWS(type)                                                                            \
    do {                                                                                           \
        type *to_ = out->data;                                                                     \
        const type *from_ = from->data;                                                            \
        WR_EACH(i, rows, to_[i] = from_[i];);                                                      \
    } while (0)

static void copy_rows(weir_vector *out, const weir_column *from, weir_rows rows) {
    switch (weir_type_width(out->type)) {
    case 1: COPY_ROWS(uint8_t); break;
    case 2: COPY_ROWS(uint16_t); break;
    case 4: COPY_ROWS(uint32_t); break;
    case 8: COPY_ROWS(uint64_t); break;
    case 16: COPY_ROWS(weir_string); break;
    default: break;
    }
    if (from->nulls != NULL) {
        uint8_t       *nulls = out->nulls;
        const uint8_t *from_nulls = from->nulls;
        WR_EACH(i, rows, nulls[i] = from_nulls[i];);
        out->has_nulls = true;
    }
}

/* Condition, result, ..., else. Each result runs where its condition is the first that is TRUE. */
static weir_status run_case(wr_program *program, eval_node *node, weir_vector *out, weir_rows rows,
                            uint32_t context, weir_error *err) {
    uint16_t   *hit_buffer = take_buffer(program), *left_buffer = take_buffer(program);
    weir_status status = WEIR_OK;
    weir_rows   left = rows;
    uint32_t    left_context = context;
    memset(out->nulls, 0, program->batch->row_count);
    for (uint32_t a = 0; a + 1 < node->arg_count && left.count != 0; a += 2) {
        WEIR_TRY_GOTO(status, evaluate(program, node->args[a], left, left_context, err), done);
        const weir_column condition = node->args[a]->value;
        const uint8_t    *values = condition.data;
        uint32_t          hits = 0, misses = 0;
        /* left may stand in left_buffer: the write never overtakes the read. */
        if (condition.nulls == NULL) {
            WR_EACH(i, left, bool hit = values[i] != 0; hit_buffer[hits] = (uint16_t)i; hits += hit;
                    left_buffer[misses] = (uint16_t)i; misses += !hit;);
        } else {
            const uint8_t *nulls = condition.nulls;
            WR_EACH(i, left, bool hit = values[i] != 0 && nulls[i] == 0;
                    hit_buffer[hits] = (uint16_t)i; hits += hit;
                    left_buffer[misses] = (uint16_t)i; misses += !hit;);
        }
        if (hits != 0) {
            weir_rows rows_hit = hits == left.count ? left : (weir_rows){hit_buffer, hits};
            if (hits == left.count && left.indexes != NULL)
                rows_hit.indexes = hit_buffer; /* left_buffer was scribbled on */
            uint32_t hit_context =
                hits == left.count ? left_context : new_context(program, left_context);
            WEIR_TRY_GOTO(status,
                          evaluate(program, node->args[a + 1], rows_hit, hit_context, err), done);
            copy_rows(out, &node->args[a + 1]->value, rows_hit);
            left = (weir_rows){left_buffer, misses};
            left_context = new_context(program, left_context);
        }
    }
    if (left.count != 0) {
        eval_node *otherwise = node->args[node->arg_count - 1];
        WEIR_TRY_GOTO(status, evaluate(program, otherwise, left, left_context, err), done);
        copy_rows(out, &otherwise->value, left);
    }
done:
    give_buffer(program, hit_buffer);
    give_buffer(program, left_buffer);
    return status;
}

/* The first argument that is not NULL; later ones run only where all before are. */
static weir_status run_coalesce(wr_program *program, eval_node *node, weir_vector *out, weir_rows rows,
                                uint32_t context, weir_error *err) {
    uint16_t   *buffer = take_buffer(program);
    weir_status status = WEIR_OK;
    weir_rows   left = rows;
    memset(out->nulls, 0, program->batch->row_count);
    for (uint32_t a = 0; a < node->arg_count && left.count != 0; a++) {
        WEIR_TRY_GOTO(status, evaluate(program, node->args[a], left, context, err), done);
        const weir_column value = node->args[a]->value;
        out->has_nulls = false; /* rows that were NULL so far are overwritten now */
        copy_rows(out, &value, left);
        if (value.nulls == NULL) {
            left.count = 0;
        } else {
            left = rows_where(value.nulls, 1, left, buffer);
            context = new_context(program, context);
            if (left.count != 0)
                WR_EACH(i, left, out->nulls[i] = 0;); /* the next argument may have no nulls array */
        }
        if (left.count != 0 && a + 1 == node->arg_count) {
            WR_EACH(i, left, out->nulls[i] = 1;);
            out->has_nulls = true;
        } else {
            out->has_nulls = false;
        }
    }
done:
    give_buffer(program, buffer);
    return status;
}

static weir_status evaluate(wr_program *program, eval_node *node, weir_rows rows, uint32_t context,
                            weir_error *err) {
    if (node->kind <= NODE_COLUMN)
        return WEIR_OK;
    if (node->context != CONTEXT_NONE && context_covers(program, node->context, context))
        return WEIR_OK;
    weir_vector *out = take_vector(program, node);
    weir_status  status = WEIR_OK;
    switch (node->kind) {
    case NODE_CALL:
        status = run_call(program, node, out, rows, context, err);
        break;
    case NODE_AND:
        status = run_and(program, node, out, rows, context, err);
        break;
    case NODE_CASE:
        status = run_case(program, node, out, rows, context, err);
        break;
    case NODE_COALESCE:
        status = run_coalesce(program, node, out, rows, context, err);
        break;
    case NODE_LITERAL:
    case NODE_COLUMN:
        break;
    }
    if (status != WEIR_OK)
        return place_error(err, node->expr, status);
    node->value = weir_vector_column(out);
    node->context = context;
    return WEIR_OK;
}

/* The context of rows that came from outside: all rows, those of the last run, or new ones. */
static uint32_t outer_context(wr_program *program, weir_rows rows) {
    if (rows.count == program->batch->row_count)
        return CONTEXT_ALL;
    size_t size = rows.count * sizeof(uint16_t);
    if (rows.indexes == NULL) { /* the first rows only: nobody should, but it is allowed */
        program->root_context = CONTEXT_NONE;
        return new_context(program, CONTEXT_ALL);
    }
    if (program->root_context != CONTEXT_NONE && program->root_rows == rows.count &&
        memcmp(program->root_indexes, rows.indexes, size) == 0)
        return program->root_context;
    program->root_context = new_context(program, CONTEXT_ALL);
    program->root_rows = rows.count;
    memcpy(program->root_indexes, rows.indexes, size);
    return program->root_context;
}

weir_status wr_program_run(wr_program *program, uint32_t index, weir_rows rows, weir_column *out,
                           weir_error *err) {
    WR_ASSERT(index < program->root_count);
    eval_node *root = program->roots[index];
    if (root->kind > NODE_COLUMN) {
        uint32_t context = outer_context(program, rows);
        if (context == CONTEXT_ALL)
            rows.indexes = NULL;
        if (err)
            err->sql_line = err->sql_column = 0;
        WEIR_TRY(evaluate(program, root, rows, context, err));
    }
    *out = root->value;
    return WEIR_OK;
}

/* Rows where the condition is TRUE. Operands of a top-level AND narrow the rows one by one, without
 * three-valued results in between: for a filter FALSE and NULL are the same. */
static weir_status filter(wr_program *program, eval_node *node, weir_rows rows, uint32_t *context,
                          uint16_t *selected, uint32_t *count, weir_error *err) {
    if (node->kind == NODE_AND && node->absorbing == 0) {
        for (uint32_t a = 0; a < node->arg_count; a++) {
            WEIR_TRY(filter(program, node->args[a], rows, context, selected, count, err));
            if (*count == 0)
                break;
            rows = (weir_rows){selected, *count};
        }
        return WEIR_OK;
    }
    WEIR_TRY(evaluate(program, node, rows, *context, err));
    const uint8_t *values = node->value.data, *nulls = node->value.nulls;
    uint32_t       found = 0;
    if (nulls == NULL) {
        WR_EACH(i, rows, selected[found] = (uint16_t)i; found += values[i] != 0;);
    } else {
        WR_EACH(i, rows, selected[found] = (uint16_t)i; found += (values[i] != 0) & (nulls[i] == 0););
    }
    if (found != rows.count)
        *context = new_context(program, *context);
    *count = found;
    return WEIR_OK;
}

weir_status wr_program_filter(wr_program *program, uint32_t index, weir_rows rows, uint16_t *selected,
                              uint32_t *selected_count, weir_error *err) {
    WR_ASSERT(index < program->root_count);
    *selected_count = 0;
    if (rows.count == 0)
        return WEIR_OK;
    uint32_t context = outer_context(program, rows);
    if (context == CONTEXT_ALL)
        rows.indexes = NULL;
    if (err)
        err->sql_line = err->sql_column = 0;
    WEIR_TRY(filter(program, program->roots[index], rows, &context, selected, selected_count, err));
    if (*selected_count != program->batch->row_count) { /* what follows runs on these rows */
        program->root_context = context;
        program->root_rows = *selected_count;
        memcpy(program->root_indexes, selected, *selected_count * sizeof(uint16_t));
    }
    return WEIR_OK;
}

weir_status wr_expr_evaluate(const wr_expr *expr, const char *local_time_zone,
                             const struct wr_env *env, struct weir_arena *arena, weir_value *value,
                             weir_error *err) {
    const weir_schema no_columns = {0, NULL};
    const weir_batch  one_row = {.schema = &no_columns, .row_count = 1, .selected_count = 1};
    wr_program       *program = NULL;
    WEIR_TRY(wr_program_create(&expr, 1, &no_columns, local_time_zone, env, &program, err));
    wr_program_begin(program, &one_row);
    weir_column column;
    weir_status status = wr_program_run(program, 0, (weir_rows){NULL, 1}, &column, err);
    if (status == WEIR_OK) {
        if (weir_type_width(expr->type) == 0)
            *value = (weir_value){.is_null = true};
        else
            *value = wr_column_value(&column, 0);
        if (!value->is_null && weir_type_is_view(expr->type) &&
            value->u.string.size > WEIR_STRING_INLINE) {
            const char *copy = wr_arena_strndup(arena, weir_string_data(&value->u.string),
                                                value->u.string.size);
            value->u.string = weir_string_view(copy, value->u.string.size);
        }
    }
    wr_program_destroy(program);
    return status;
}
