/* ops/aggregate_set.c - see the header.
 *
 * Every call works on lists of (row, state) pairs: the filter and the NULLs of a DISTINCT argument
 * are taken out first, then DISTINCT asks its table which values are new, and what is left goes to
 * the aggregate's own kernel in one call. */
#include "ops/aggregate_set.h"

#include "base/alloc.h"
#include "base/arena.h"

#define KEYS_MAX 64u

/* Value of a row of "values-<i>": how often the value stands, and (linked) its neighbours in the
 * group's chain. The chain is memory only and rebuilt after a restore. */
typedef struct counted_value {
    int64_t  count;
    uint8_t *next, *previous;
} counted_value;

typedef struct call_state {
    weir_aggregate_call      call;
    const wr_aggregate_call *plan;
    wr_state_table          *values;      /* DISTINCT or chained; else NULL                   */
    bool                     chained;     /* MIN, MAX over an updating input: the next best is looked for in the chain */
    bool                     linked;      /* a group has a chain of its values, with which they go: chained, and where groups may lose
                                             their last row while a value is left, because what expired is not taken back   */
    uint32_t                 chain_offset; /* of the chain's head pointer in the group's row  */
    uint32_t                 state_size;
    const weir_state_field  *fields;      /* of the accumulator */
    uint32_t                 field_count;
    uint32_t                 value_keys[KEYS_MAX]; /* input columns: group keys, then arguments */
    uint32_t                 value_key_count;
    weir_vector             *arg_vectors; /* arguments read back from `values`, made on first use */
    weir_vector              best;        /* chained: a group's result, to see whether it is what goes */
} call_state;

struct wr_aggregate_set {
    const wr_node     *node;
    struct weir_arena *arena;
    wr_state_table    *groups;
    call_state        *calls;
    uint32_t           call_count, row_size, header_size;
    bool               expires, retracts;
    int64_t            now_ms;   /* with expires */
    /* scratch of one call */
    uint16_t rows[WEIR_BATCH_ROWS], distinct_rows[WEIR_BATCH_ROWS];
    uint8_t *states[WEIR_BATCH_ROWS], *distinct_states[WEIR_BATCH_ROWS], *values[WEIR_BATCH_ROWS];
    uint64_t hashes[WEIR_BATCH_ROWS];
    uint8_t  created[WEIR_BATCH_ROWS];
    weir_vector *key_vectors;    /* group keys read back from state, made on first use */
};

wr_state_table *wr_aggregate_set_groups(wr_aggregate_set *set) { return set->groups; }

static weir_status open_values(wr_aggregate_set *set, wr_state *state, const struct wr_env *env, call_state *one, uint32_t index,
                               weir_error *err) {
    static const weir_state_field count_field = {"count", {.id = WEIR_TYPE_BIGINT}, 0};
    const weir_schema *input = set->node->inputs[0]->schema;
    weir_type         *types = wr_arena_calloc(set->arena, KEYS_MAX, sizeof *types);
    uint32_t           count = 0;
    for (uint32_t i = 0; i < set->node->key_count; i++)
        one->value_keys[count++] = set->node->keys[i];
    for (uint32_t i = 0; i < one->plan->arg_count; i++)
        one->value_keys[count++] = one->plan->args[i];
    for (uint32_t i = 0; i < count; i++)
        types[i] = input->fields[one->value_keys[i]].type;
    one->value_key_count = count;
    const wr_state_desc desc = {
        .name = wr_arena_printf(set->arena, "values-%u", index), .key_types = types, .key_count = count,
        .value_size = sizeof(counted_value), .fields = &count_field, .field_count = 1, .ttl_ms = set->node->state_ttl_ms, .env = env};
    return wr_state_table_open(state, &desc, &one->values, err);
}

static counted_value *counted(uint8_t *value) { return (counted_value *)(void *)value; }

static uint8_t **chain_head(const call_state *one, uint8_t *state) {
    return (uint8_t **)(void *)(state + one->chain_offset);
}

static void chain_push(const call_state *one, uint8_t *state, uint8_t *value) {
    uint8_t **head = chain_head(one, state);
    counted(value)->next = *head;
    counted(value)->previous = NULL;
    if (*head)
        counted(*head)->previous = value;
    *head = value;
}

static void chain_remove(const call_state *one, uint8_t *state, uint8_t *value) {
    counted_value *entry = counted(value);
    if (entry->previous)
        counted(entry->previous)->next = entry->next;
    else
        *chain_head(one, state) = entry->next;
    if (entry->next)
        counted(entry->next)->previous = entry->previous;
}

/* Vectors for `count` input columns; kept, so that reading keys back costs no fresh memory. */
static weir_vector *make_vectors(wr_aggregate_set *set, const uint32_t *inputs, uint32_t count) {
    const weir_field *fields = set->node->inputs[0]->schema->fields;
    weir_vector      *vectors = wr_arena_calloc(set->arena, count + 1, sizeof *vectors);
    for (uint32_t i = 0; i < count; i++)
        wr_vector_init(&vectors[i], fields[inputs[i]].type, set->arena, NULL);
    return vectors;
}

/* Key columns first.. of state rows as columns, so that they can be looked up or aggregated. */
static void read_columns(wr_state_table *table, uint32_t first, weir_vector *vectors, uint32_t column_count,
                         uint8_t *const *rows, uint32_t count, weir_column *columns) {
    for (uint32_t i = 0; i < column_count; i++) {
        vectors[i].has_nulls = false;
        wr_state_read_key(table, rows, count, first + i, &vectors[i], 0);
        columns[i] = weir_vector_column(&vectors[i]);
    }
}

/* The group keys of rows of any table of the set: they come first in all of them. */
static void read_groups(wr_aggregate_set *set, wr_state_table *table, uint8_t *const *rows, uint32_t count,
                        weir_column *columns) {
    if (!set->key_vectors)
        set->key_vectors = make_vectors(set, set->node->keys, set->node->key_count);
    read_columns(table, 0, set->key_vectors, set->node->key_count, rows, count, columns);
}

static void read_arguments(wr_aggregate_set *set, call_state *one, wr_state_table *values, uint8_t *const *rows,
                           uint32_t count, weir_column *columns) {
    if (!one->arg_vectors)
        one->arg_vectors = make_vectors(set, one->plan->args, one->plan->arg_count);
    read_columns(values, set->node->key_count, one->arg_vectors, one->plan->arg_count, rows, count, columns);
}

/* Back to an accumulator that has seen nothing; its long strings are given back. */
static void reset_accumulator(const call_state *one, uint8_t *state, struct weir_keeper *keeper) {
    static const weir_string empty = {0};
    uint8_t                 *own = state + one->call.state_offset;
    for (uint32_t f = 0; f < one->field_count; f++)
        if (weir_type_is_view(one->fields[f].type))
            (void)keeper->keep(keeper, empty, *(const weir_string *)(const void *)(own + one->fields[f].offset));
    memset(own, 0, one->state_size);
}

static void rebuild_chains_of(wr_aggregate_set *set, call_state *one, wr_namespace *groups) {
    wr_namespace *values = wr_state_namespace(one->values, wr_namespace_time(groups), false);
    uint64_t      cursor = 0;
    uint32_t      count;
    while ((count = wr_state_scan(set->groups, groups, &cursor, set->values, NULL, WEIR_BATCH_ROWS)) != 0)
        for (uint32_t k = 0; k < count; k++)
            *chain_head(one, set->values[k]) = NULL;
    if (!values)
        return;
    weir_column        columns[KEYS_MAX];
    const weir_column *keys[KEYS_MAX];
    uint32_t           indexes[KEYS_MAX];
    for (uint32_t i = 0; i < set->node->key_count; i++) {
        keys[i] = &columns[i];
        indexes[i] = i;
    }
    cursor = 0;
    while ((count = wr_state_scan(one->values, values, &cursor, set->values, NULL, WEIR_BATCH_ROWS)) != 0) {
        weir_rows rows = {NULL, count};
        read_groups(set, one->values, set->values, count, columns);
        wr_hash_keys(columns, indexes, set->node->key_count, rows, set->hashes);
        wr_state_find(set->groups, groups, keys, rows, set->hashes, set->states);
        for (uint32_t k = 0; k < count; k++) {
            if (set->states[k])
                chain_push(one, set->states[k], set->values[k]);
            else /* its group is gone: nobody would ever find it */
                wr_state_remove(one->values, values, set->values[k]);
        }
    }
}

/* After a restore the chains are memory that is gone: clear the heads, then chain every value anew. */
static void rebuild_chain(wr_aggregate_set *set, call_state *one) {
    wr_namespace *groups = wr_state_namespace_after(set->groups, INT64_MIN, true);
    for (; groups; groups = wr_state_namespace_after(set->groups, wr_namespace_time(groups), false))
        rebuild_chains_of(set, one, groups);
}

/* MIN and MAX: their value depends only on which values are there, not on how often or when they came. */
static bool is_extreme(const weir_aggregate *aggregate) {
    return strcmp(aggregate->name, "MIN") == 0 || strcmp(aggregate->name, "MAX") == 0;
}

/* Are its values kept, each in a row? */
static bool has_values(const call_state *one) {
    return one->chained || (one->plan->distinct && one->plan->arg_count != 0);
}

weir_status wr_aggregate_set_open(struct weir_arena *arena, const wr_node *node, wr_state *state, const struct wr_env *env,
                                  const weir_state_field *header, uint32_t header_count, uint32_t header_size,
                                  bool retracts, wr_aggregate_set **out, weir_error *err) {
    wr_aggregate_set  *set = wr_arena_calloc(arena, 1, sizeof *set);
    const weir_schema *input = node->inputs[0]->schema;
    weir_state_field  *fields = NULL;
    size_t             field_count = 0, field_capacity = 0;
    set->node = node;
    set->arena = arena;
    set->call_count = node->aggregate_count;
    set->header_size = header_size;
    set->expires = node->state_ttl_ms > 0;
    set->retracts = retracts;
    set->calls = wr_arena_calloc(arena, node->aggregate_count + 1, sizeof *set->calls);
    if (node->key_count + 8 > KEYS_MAX)
        return weir_fail_at(err, WEIR_UNSUPPORTED, node->line, node->column,
                            "GROUP BY or DISTINCT over %u columns; at most %u are supported", node->key_count, KEYS_MAX - 8);
    for (uint32_t i = 0; i < header_count; i++) {
        fields = wr_arena_grow(arena, fields, field_count, &field_capacity, sizeof *fields);
        fields[field_count++] = header[i];
    }
    uint32_t offset = (header_size + 7) & ~7u;
    for (uint32_t i = 0; i < node->aggregate_count; i++) {
        call_state *one = &set->calls[i];
        one->plan = &node->aggregates[i];
        weir_type *types = wr_arena_calloc(arena, one->plan->arg_count + 1, sizeof *types);
        for (uint32_t a = 0; a < one->plan->arg_count; a++)
            types[a] = input->fields[one->plan->args[a]].type;
        one->call = (weir_aggregate_call){
            .aggregate = one->plan->aggregate, .arg_count = one->plan->arg_count, .arg_types = types,
            .result = one->plan->result, .distinct = one->plan->distinct, .retracts = retracts, .state_offset = offset, .arena = arena};
        one->state_size = one->call.aggregate->state(&one->call, &one->fields, &one->field_count);
        for (uint32_t f = 0; f < one->field_count; f++) {
            fields = wr_arena_grow(arena, fields, field_count, &field_capacity, sizeof *fields);
            fields[field_count] = one->fields[f];
            fields[field_count].name = wr_arena_printf(arena, "%s-%u-%s", one->call.aggregate->name, i, one->fields[f].name);
            fields[field_count++].offset = offset + one->fields[f].offset;
        }
        offset += (one->state_size + 7) & ~7u;
        one->chained = retracts && !one->call.aggregate->can_retract;
        if (one->chained && !is_extreme(one->call.aggregate))
            return weir_fail_at(err, WEIR_UNSUPPORTED, node->line, node->column,
                                "%s over an input whose rows are updated or deleted is not supported", one->plan->text);
        if (one->chained) {
            one->chain_offset = offset;
            offset += 8;
        }
    }
    set->row_size = offset;
    uint32_t link_offset = offset; /* a table without a time to live ends here */
    for (uint32_t i = 0; i < node->aggregate_count; i++) {
        call_state *one = &set->calls[i];
        one->linked = one->chained || (set->expires && retracts && has_values(one));
        if (one->chained || !retracts || !has_values(one))
            continue;
        one->chain_offset = link_offset;
        link_offset += 8;
    }
    weir_type *key_types = wr_arena_calloc(arena, node->key_count + 1, sizeof *key_types);
    for (uint32_t i = 0; i < node->key_count; i++)
        key_types[i] = input->fields[node->keys[i]].type;
    const wr_state_desc desc = {.name = "groups", .key_types = key_types, .key_count = node->key_count,
                                .value_size = offset, .fields = fields, .field_count = (uint32_t)field_count,
                                .ttl_ms = node->state_ttl_ms, .ttl_size = link_offset - offset, .env = env};
    WEIR_TRY(wr_state_table_open(state, &desc, &set->groups, err));
    for (uint32_t i = 0; i < set->call_count; i++) {
        call_state *one = &set->calls[i];
        if (!has_values(one))
            continue;
        WEIR_TRY(open_values(set, state, env, one, i, err));
        if (one->chained)
            wr_vector_init(&one->best, one->call.result, arena, NULL);
        if (one->linked)
            rebuild_chain(set, one);
    }
    *out = set;
    return WEIR_OK;
}

/* Rows that reach this call: the filter is TRUE. Returns the pairs to work on. */
static weir_rows filter_rows(wr_aggregate_set *set, const call_state *one, const weir_batch *batch,
                             weir_rows rows, uint8_t *const **states) {
    if (one->plan->filter < 0)
        return rows;
    const weir_column *filter = &batch->columns[one->plan->filter];
    const uint8_t     *is_true = filter->data;
    uint32_t           count = 0;
    WEIR_FOR_ROWS(row, k, rows) {
        set->rows[count] = (uint16_t)row;
        set->states[count] = (*states)[k];
        count += is_true[row] && !(filter->nulls && filter->nulls[row]);
    }
    *states = set->states;
    return (weir_rows){set->rows, count};
}

/* Leaves out the rows whose argument is NULL: they are never a value. */
static weir_rows drop_null_arguments(wr_aggregate_set *set, const call_state *one, const weir_batch *batch,
                                     weir_rows rows, uint8_t *const **states) {
    for (uint32_t a = 0; a < one->plan->arg_count; a++) {
        const uint8_t *nulls = batch->columns[one->plan->args[a]].nulls;
        if (!nulls)
            continue;
        uint32_t count = 0;
        WEIR_FOR_ROWS(row, k, rows) {
            uint8_t *state = (*states)[k];
            set->distinct_rows[count] = (uint16_t)row;
            set->distinct_states[count] = state;
            count += !nulls[row];
        }
        rows = (weir_rows){set->distinct_rows, count};
        *states = set->distinct_states;
    }
    return rows;
}

static void value_keys(const call_state *one, const weir_batch *batch, const weir_column **keys) {
    for (uint32_t i = 0; i < one->value_key_count; i++)
        keys[i] = &batch->columns[one->value_keys[i]];
}

static void call_arguments(const call_state *one, const weir_batch *batch, weir_column *args) {
    for (uint32_t a = 0; a < one->plan->arg_count; a++)
        args[a] = batch->columns[one->plan->args[a]];
}

/* Values stay with their group when the parallelism changes. */
static void hash_values(wr_aggregate_set *set, const call_state *one, const weir_batch *batch, weir_rows rows,
                        uint8_t *const *states) {
    wr_hash_keys(batch->columns, one->value_keys, one->value_key_count, rows, set->hashes);
    wr_state_place_hashes(set->groups, states, rows.count, set->hashes);
}

/* The rows that the call counts, and their groups: those that its FILTER lets through; a DISTINCT one takes no nulls. */
static weir_rows call_rows(wr_aggregate_set *set, call_state *one, const weir_batch *batch, weir_rows rows, uint8_t *const **states) {
    rows = filter_rows(set, one, batch, rows, states);
    return one->values && !one->call.aggregate->takes_nulls ? drop_null_arguments(set, one, batch, rows, states) : rows;
}

/* Values that rows add: expired ones count as new. One that is there already is written anew only over an input with changes,
 * as in Flink, which counts it there and elsewhere only knows it. */
static void renew_values(wr_aggregate_set *set, call_state *one, uint8_t *const *states, uint32_t count) {
    for (uint32_t k = 0; k < count; k++) {
        uint8_t *value = set->values[k];
        if (wr_state_is_expired(one->values, value, set->now_ms)) {
            if (one->linked)
                chain_remove(one, states[k], value);
            counted(value)->count = 0;
        }
        if (set->retracts || counted(value)->count == 0)
            wr_state_renew(one->values, value, set->now_ms);
    }
}

/* Values that rows take back: expired ones are not there. */
static void renew_found(wr_aggregate_set *set, call_state *one, uint32_t count) {
    for (uint32_t k = 0; k < count; k++) {
        if (!set->values[k])
            continue;
        if (wr_state_is_expired(one->values, set->values[k], set->now_ms))
            set->values[k] = NULL;
        else
            wr_state_renew(one->values, set->values[k], set->now_ms);
    }
}

void wr_aggregate_set_add(wr_aggregate_set *set, int64_t time, const weir_batch *batch, weir_rows all_rows,
                          uint8_t *const *all_states) {
    struct weir_keeper *keeper = wr_state_keeper(set->groups, wr_state_namespace(set->groups, time, true));
    for (uint32_t i = 0; i < set->call_count; i++) {
        call_state     *one = &set->calls[i];
        uint8_t *const *states = all_states;
        weir_rows       rows = call_rows(set, one, batch, all_rows, &states);
        weir_column     args[8];
        call_arguments(one, batch, args);
        if (one->values) {
            const weir_column *keys[KEYS_MAX];
            uint32_t           count = 0;
            value_keys(one, batch, keys);
            hash_values(set, one, batch, rows, states);
            wr_state_upsert(one->values, wr_state_namespace(one->values, time, true), keys, rows, set->hashes,
                            set->values, NULL);
            if (set->expires)
                renew_values(set, one, states, rows.count);
            WEIR_FOR_ROWS(row, k, rows) {
                uint8_t *state = states[k];
                bool     is_new = counted(set->values[k])->count++ == 0;
                if (is_new && one->linked)
                    chain_push(one, state, set->values[k]);
                set->distinct_rows[count] = (uint16_t)row;
                set->distinct_states[count] = state;
                count += is_new;
            }
            rows = (weir_rows){set->distinct_rows, count};
            states = set->distinct_states;
        }
        if (rows.count != 0)
            one->call.aggregate->accumulate(&one->call, states, args, rows, keeper);
    }
}

/* Is the value of `row` the group's MIN or MAX? Else taking it away changes nothing. */
static bool is_best(call_state *one, const weir_column *arg, uint32_t row, const uint8_t *state) {
    one->best.has_nulls = false;
    if (one->call.aggregate->result(&one->call, &state, 1, &one->best, 0, NULL) != WEIR_OK)
        return true;
    const weir_column best = weir_vector_column(&one->best);
    return wr_column_compare(&best, 0, arg, row) == 0;
}

/* The group's best value went: start anew from the values that are left. */
static void chain_recompute(wr_aggregate_set *set, call_state *one, uint8_t *state, struct weir_keeper *keeper) {
    weir_column columns[8];
    uint8_t    *rows[256], *states[256];
    reset_accumulator(one, state, keeper);
    for (uint8_t *value = *chain_head(one, state); value;) {
        uint32_t count = 0;
        for (; value && count < WR_COUNT_OF(rows); value = counted(value)->next) {
            rows[count] = value;
            states[count] = state;
            count += !(set->expires && wr_state_is_expired(one->values, value, set->now_ms));
        }
        read_arguments(set, one, one->values, rows, count, columns);
        one->call.aggregate->accumulate(&one->call, states, columns, (weir_rows){NULL, count}, keeper);
    }
}

void wr_aggregate_set_take(wr_aggregate_set *set, int64_t time, const weir_batch *batch, weir_rows all_rows,
                           uint8_t *const *all_states) {
    wr_namespace       *space = wr_state_namespace(set->groups, time, true);
    struct weir_keeper *keeper = wr_state_keeper(set->groups, space);
    for (uint32_t i = 0; i < set->call_count; i++) {
        call_state     *one = &set->calls[i];
        uint8_t *const *states = all_states;
        weir_rows       rows = call_rows(set, one, batch, all_rows, &states);
        weir_column     args[8];
        call_arguments(one, batch, args);
        if (one->values) {
            const weir_column *keys[KEYS_MAX];
            uint32_t           count = 0;
            wr_namespace      *values = wr_state_namespace(one->values, time, true);
            value_keys(one, batch, keys);
            hash_values(set, one, batch, rows, states);
            wr_state_find(one->values, values, keys, rows, set->hashes, set->values);
            if (set->expires)
                renew_found(set, one, rows.count);
            WEIR_FOR_ROWS(row, k, rows) {
                uint8_t *state = states[k], *value = set->values[k];
                if (!value || counted(value)->count == 0)
                    continue; /* never added: nothing to take back */
                wr_state_touch(one->values, values, value);
                if (--counted(value)->count != 0)
                    continue;
                if (one->linked)
                    chain_remove(one, state, value);
                wr_state_remove(one->values, values, value);
                for (uint32_t j = k + 1; j < rows.count; j++)
                    if (set->values[j] == value)
                        set->values[j] = NULL;
                if (one->chained) {
                    if (is_best(one, &args[0], row, state))
                        chain_recompute(set, one, state, keeper);
                    continue;
                }
                set->distinct_rows[count] = (uint16_t)row;
                set->distinct_states[count] = state;
                count++;
            }
            rows = (weir_rows){set->distinct_rows, count};
            states = set->distinct_states;
        }
        if (rows.count != 0 && !one->chained)
            one->call.aggregate->retract(&one->call, states, args, rows, keeper);
    }
}

weir_status wr_aggregate_set_results(wr_aggregate_set *set, uint8_t *const *states, uint32_t count,
                                     weir_vector *out, uint32_t first, weir_error *err) {
    for (uint32_t i = 0; i < set->call_count; i++) {
        const weir_aggregate_call *call = &set->calls[i].call;
        WEIR_TRY(call->aggregate->result(call, (const uint8_t *const *)states, count, &out[i], first, err));
    }
    return WEIR_OK;
}

/* Values of a DISTINCT call: those that `to` has not seen are accumulated there. */
static void merge_distinct(wr_aggregate_set *to, call_state *one_to, call_state *one_from, wr_namespace *space) {
    weir_column        columns[KEYS_MAX];
    const weir_column *keys[KEYS_MAX];
    uint32_t           indexes[KEYS_MAX];
    uint64_t           cursor = 0;
    uint32_t           count, key_count = to->node->key_count;
    wr_namespace      *groups = wr_state_namespace(to->groups, 0, true);
    wr_namespace      *values = wr_state_namespace(one_to->values, 0, true);
    for (uint32_t i = 0; i < one_to->value_key_count; i++) {
        keys[i] = &columns[i];
        indexes[i] = i;
    }
    while ((count = wr_state_scan(one_from->values, space, &cursor, to->values, to->hashes, WEIR_BATCH_ROWS)) != 0) {
        uint32_t  fresh = 0;
        weir_rows rows = {NULL, count};
        read_groups(to, one_from->values, to->values, count, columns);
        read_arguments(to, one_to, one_from->values, to->values, count, &columns[key_count]);
        wr_state_upsert(one_to->values, values, keys, rows, to->hashes, to->states, to->created);
        for (uint32_t k = 0; k < count; k++) {
            to->distinct_rows[fresh] = (uint16_t)k;
            fresh += to->created[k];
        }
        rows = (weir_rows){to->distinct_rows, fresh};
        wr_hash_keys(columns, indexes, key_count, rows, to->hashes);
        wr_state_upsert(to->groups, groups, keys, rows, to->hashes, to->distinct_states, NULL);
        if (fresh != 0)
            one_to->call.aggregate->accumulate(&one_to->call, to->distinct_states, &columns[key_count], rows,
                                               wr_state_keeper(to->groups, groups));
    }
}

void wr_aggregate_set_merge(wr_aggregate_set *to, wr_aggregate_set *from, int64_t time) {
    wr_namespace *space = wr_state_namespace(from->groups, time, false);
    if (!space)
        return;
    weir_column        columns[KEYS_MAX];
    const weir_column *keys[KEYS_MAX];
    uint64_t           cursor = 0;
    uint32_t           count, key_count = to->node->key_count;
    wr_namespace      *groups = wr_state_namespace(to->groups, 0, true);
    for (uint32_t i = 0; i < key_count; i++)
        keys[i] = &columns[i];
    while ((count = wr_state_scan(from->groups, space, &cursor, from->values, to->hashes, WEIR_BATCH_ROWS)) != 0) {
        read_groups(to, from->groups, from->values, count, columns);
        wr_state_upsert(to->groups, groups, keys, (weir_rows){NULL, count}, to->hashes, to->states, NULL);
        for (uint32_t i = 0; i < to->call_count; i++) {
            call_state *one = &to->calls[i];
            if (!one->values)
                one->call.aggregate->merge(&one->call, to->states, (const uint8_t *const *)from->values, count,
                                           wr_state_keeper(to->groups, groups));
        }
    }
    for (uint32_t i = 0; i < to->call_count; i++) {
        wr_namespace *values = from->calls[i].values ? wr_state_namespace(from->calls[i].values, time, false) : NULL;
        if (values)
            merge_distinct(to, &to->calls[i], &from->calls[i], values);
    }
}

void wr_aggregate_set_drop(wr_aggregate_set *set, int64_t time) {
    wr_namespace *space = wr_state_namespace(set->groups, time, false);
    if (space)
        wr_state_namespace_drop(set->groups, space);
    for (uint32_t i = 0; i < set->call_count; i++)
        if (set->calls[i].values && (space = wr_state_namespace(set->calls[i].values, time, false)) != NULL)
            wr_state_namespace_drop(set->calls[i].values, space);
}

/* The values of a group that is gone have no other owner. */
static void remove_chains(wr_aggregate_set *set, uint8_t *state) {
    for (uint32_t i = 0; i < set->call_count; i++) {
        call_state *one = &set->calls[i];
        if (!one->linked)
            continue;
        for (uint8_t *value = *chain_head(one, state), *next; value; value = next) {
            next = counted(value)->next;
            wr_state_remove(one->values, wr_state_namespace(one->values, 0, true), value);
        }
        *chain_head(one, state) = NULL;
    }
}

void wr_aggregate_set_reset(wr_aggregate_set *set, uint8_t *state) {
    struct weir_keeper *keeper = wr_state_keeper(set->groups, wr_state_namespace(set->groups, 0, true));
    remove_chains(set, state);
    for (uint32_t i = 0; i < set->call_count; i++)
        reset_accumulator(&set->calls[i], state, keeper);
}

void wr_aggregate_set_remove(wr_aggregate_set *set, uint8_t *state) {
    remove_chains(set, state);
    wr_state_remove(set->groups, wr_state_namespace(set->groups, 0, true), state);
}

/* ---- expiry ---- */

void wr_aggregate_set_renew(wr_aggregate_set *set, uint8_t *const *states, uint32_t count, int64_t now_ms) {
    set->now_ms = now_ms;
    for (uint32_t k = 0; k < count; k++) {
        if (wr_state_is_expired(set->groups, states[k], now_ms)) {
            wr_aggregate_set_reset(set, states[k]);
            memset(states[k], 0, set->header_size);
        }
        wr_state_renew(set->groups, states[k], now_ms);
    }
}

/* Takes expired values out of the chains of their groups. */
static void unchain(wr_aggregate_set *set, call_state *one, uint8_t *const *values, uint32_t count) {
    weir_column        columns[KEYS_MAX];
    const weir_column *keys[KEYS_MAX];
    uint32_t           indexes[KEYS_MAX];
    const weir_rows    rows = {NULL, count};
    for (uint32_t i = 0; i < set->node->key_count; i++) {
        keys[i] = &columns[i];
        indexes[i] = i;
    }
    read_groups(set, one->values, values, count, columns);
    wr_hash_keys(columns, indexes, set->node->key_count, rows, set->hashes);
    wr_state_find(set->groups, wr_state_namespace(set->groups, 0, true), keys, rows, set->hashes, set->states);
    for (uint32_t k = 0; k < count; k++)
        if (set->states[k])
            chain_remove(one, set->states[k], values[k]);
}

static void clean_values(wr_aggregate_set *set, call_state *one, uint32_t place_count) {
    wr_namespace *space = wr_state_namespace(one->values, 0, true);
    uint32_t      count = wr_state_find_expired(one->values, space, set->now_ms, place_count, set->values);
    if (one->linked && count > 0)
        unchain(set, one, set->values, count);
    for (uint32_t k = 0; k < count; k++)
        wr_state_remove(one->values, space, set->values[k]);
}

void wr_aggregate_set_clean(wr_aggregate_set *set, uint32_t place_count) {
    for (uint32_t step; place_count > 0; place_count -= step) {
        step = WR_MIN(place_count, (uint32_t)WEIR_BATCH_ROWS);
        for (uint32_t i = 0; i < set->call_count; i++)
            if (set->calls[i].values)
                clean_values(set, &set->calls[i], step);
        uint32_t count = wr_state_find_expired(set->groups, wr_state_namespace(set->groups, 0, true), set->now_ms, step, set->values);
        for (uint32_t k = 0; k < count; k++)
            wr_aggregate_set_remove(set, set->values[k]);
    }
}
