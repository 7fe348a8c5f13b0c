/* binder/group.c - GROUP BY: its keys, GROUPING SETS, ROLLUP and CUBE, and expressions over groups.
 *
 * A grouped SELECT is bound in two steps: its expressions over the rows below, with every aggregate
 * call collected aside; then each is rewritten over the aggregation's output (keys, calls), and what
 * is left of the rows below is the error "not in GROUP BY". Several grouping sets are one aggregation
 * each, all over the same rows, and a UNION ALL of them with NULL for the keys that a set has not. */
#include <string.h>

#include "binder/binder_internal.h"

#define SET_KEYS_MAX 64u   /* a set is a word of bits */
#define SETS_MAX     256u  /* each is an aggregation with state of its own */

/* Keys in the order of the text, each once, and the sets of them that rows are grouped by. */
typedef struct grouping_sets {
    const wr_expr **keys;
    const char    **names;
    uint32_t        key_count;
    size_t          key_capacity, name_capacity;
    uint64_t       *sets;
    size_t          count, capacity;
    bool            several; /* GROUPING SETS, ROLLUP or CUBE was written */
    const int64_t  *state_ttl_ms; /* of all sets; or NULL                */
} grouping_sets;

/* ---- keys ---- */


static weir_status add_key(const expr_context *ctx, const wr_ast_expr *ast, grouping_sets *to, uint64_t *set, weir_error *err) {
    wr_binder *binder = ctx->binder;
    wr_expr   *key;
    WEIR_TRY(wr_bind_expr(ctx, ast, &key, err));
    uint32_t at = 0;
    while (at < to->key_count && !wr_expr_equal(to->keys[at], key))
        at++;
    if (to->several && at >= SET_KEYS_MAX)
        return FAIL(err, WEIR_UNSUPPORTED, ast->place, "GROUPING SETS, ROLLUP and CUBE are of at most %u columns", SET_KEYS_MAX);
    if (at == to->key_count) {
        to->keys = wr_arena_grow(binder->arena, to->keys, at, &to->key_capacity, sizeof *to->keys);
        to->names = wr_arena_grow(binder->arena, to->names, at, &to->name_capacity, sizeof *to->names);
        to->names[at] = key->kind == WR_EXPR_COLUMN ? key->name : wr_arena_printf(binder->arena, "$f%u", at);
        to->keys[to->key_count++] = key;
    }
    if (at < SET_KEYS_MAX)
        *set |= (uint64_t)1 << at;
    return WEIR_OK;
}

/* ---- sets ---- */

typedef struct set_list {
    uint64_t *sets;
    size_t    count, capacity;
} set_list;

static weir_status push_set(wr_binder *binder, set_list *list, uint64_t set, wr_ast_place place, weir_error *err) {
    if (list->count == SETS_MAX)
        return FAIL(err, WEIR_UNSUPPORTED, place, "GROUP BY has more than %u grouping sets; each keeps state of its own", SETS_MAX);
    list->sets = wr_arena_grow(binder->arena, list->sets, list->count, &list->capacity, sizeof *list->sets);
    list->sets[list->count++] = set;
    return WEIR_OK;
}

static weir_status sets_of(const expr_context *ctx, const wr_ast_group_item *item, grouping_sets *keys, set_list *out, weir_error *err);

/* a, (a, b) or (): one set. */
static weir_status set_of(const expr_context *ctx, const wr_ast_group_item *item, grouping_sets *keys, uint64_t *set, weir_error *err) {
    *set = 0;
    if (item->kind == AST_GROUP_ROLLUP || item->kind == AST_GROUP_CUBE || item->kind == AST_GROUP_SETS)
        return FAIL(err, WEIR_INVALID, item->place, "ROLLUP and CUBE are of columns and rows of columns; put this one beside them, or into GROUPING SETS");
    for (uint32_t i = 0; i < item->expr_count; i++)
        WEIR_TRY(add_key(ctx, item->exprs[i], keys, set, err));
    return WEIR_OK;
}

/* Every first part of the list, longest first. */
static weir_status rollup(const expr_context *ctx, const wr_ast_group_item *item, grouping_sets *keys, set_list *out, weir_error *err) {
    uint64_t set, all = 0;
    set_list prefixes = {0};
    WEIR_TRY(push_set(ctx->binder, &prefixes, 0, item->place, err));
    for (uint32_t i = 0; i < item->item_count; i++) {
        WEIR_TRY(set_of(ctx, &item->items[i], keys, &set, err));
        all |= set;
        WEIR_TRY(push_set(ctx->binder, &prefixes, all, item->place, err));
    }
    for (size_t i = prefixes.count; i-- > 0;)
        WEIR_TRY(push_set(ctx->binder, out, prefixes.sets[i], item->place, err));
    return WEIR_OK;
}

/* Every part of the list. */
static weir_status cube(const expr_context *ctx, const wr_ast_group_item *item, grouping_sets *keys, set_list *out, weir_error *err) {
    uint64_t elements[8] = {0}; /* 2 to the 8 is SETS_MAX */
    if (item->item_count > WR_COUNT_OF(elements))
        return FAIL(err, WEIR_UNSUPPORTED, item->place, "CUBE of %u columns has more than %u grouping sets; each keeps state of its own", item->item_count,
                    SETS_MAX);
    for (uint32_t i = 0; i < item->item_count; i++)
        WEIR_TRY(set_of(ctx, &item->items[i], keys, &elements[i], err));
    for (uint32_t part = 1u << item->item_count; part-- > 0;) {
        uint64_t set = 0;
        for (uint32_t i = 0; i < item->item_count; i++)
            if ((part >> (item->item_count - 1 - i)) & 1)
                set |= elements[i];
        WEIR_TRY(push_set(ctx->binder, out, set, item->place, err));
    }
    return WEIR_OK;
}

static weir_status sets_of(const expr_context *ctx, const wr_ast_group_item *item, grouping_sets *keys, set_list *out, weir_error *err) {
    uint64_t set;
    switch (item->kind) {
    case AST_GROUP_EXPR:
    case AST_GROUP_TUPLE:
    case AST_GROUP_EMPTY:
        WEIR_TRY(set_of(ctx, item, keys, &set, err));
        return push_set(ctx->binder, out, set, item->place, err);
    case AST_GROUP_ROLLUP: return rollup(ctx, item, keys, out, err);
    case AST_GROUP_CUBE: return cube(ctx, item, keys, out, err);
    case AST_GROUP_SETS:
        for (uint32_t i = 0; i < item->item_count; i++)
            WEIR_TRY(sets_of(ctx, &item->items[i], keys, out, err));
        return WEIR_OK;
    }
    return WEIR_OK;
}

static void without_repeats(grouping_sets *to) {
    size_t kept = 0;
    for (size_t i = 0; i < to->count; i++) {
        size_t same = 0;
        while (same < kept && to->sets[same] != to->sets[i])
            same++;
        if (same == kept)
            to->sets[kept++] = to->sets[i];
    }
    to->count = kept;
}

/* Items stand beside each other: every set of one with every set of the others. */
static weir_status bind_group_by(const expr_context *ctx, const wr_ast_select *select, grouping_sets *to, weir_error *err) {
    set_list all = {0};
    for (uint32_t i = 0; i < select->group_by_count; i++) {
        wr_ast_group_kind kind = select->group_by[i].kind;
        to->several = to->several || kind == AST_GROUP_ROLLUP || kind == AST_GROUP_CUBE || kind == AST_GROUP_SETS;
    }
    WEIR_TRY(push_set(ctx->binder, &all, 0, (wr_ast_place){0, 0}, err));
    for (uint32_t i = 0; i < select->group_by_count; i++) {
        set_list more = {0}, product = {0};
        WEIR_TRY(sets_of(ctx, &select->group_by[i], to, &more, err));
        for (size_t a = 0; a < all.count; a++)
            for (size_t b = 0; b < more.count; b++)
                WEIR_TRY(push_set(ctx->binder, &product, all.sets[a] | more.sets[b], select->group_by[i].place, err));
        all = product;
    }
    to->sets = all.sets;
    to->count = all.count;
    if (select->group_by_distinct)
        without_repeats(to);
    return WEIR_OK;
}

/* ---- expressions over groups ---- */

typedef struct grouping {
    wr_binder            *binder;
    const wr_ast_select  *select;
    const grouping_sets  *keys;
    const call_list      *calls;
    const weir_schema    *schema; /* keys, calls, groupings */
    const char           *clause;
} grouping;

static bool groups_by_number(const wr_ast_select *select) {
    for (uint32_t i = 0; i < select->group_by_count; i++)
        if (select->group_by[i].kind == AST_GROUP_EXPR && select->group_by[i].exprs[0]->kind == AST_LITERAL &&
            select->group_by[i].exprs[0]->literal.kind == AST_LITERAL_INTEGER)
            return true;
    return false;
}

static weir_status not_grouped(const grouping *group, const wr_expr *column, weir_error *err) {
    wr_ast_place place = {column->line, column->column_number};
    const char  *advice = groups_by_number(group->select)     ? "; a number in GROUP BY is a constant, not a column of the SELECT list: write the column there"
                          : group->select->group_by_count > 0 ? "; add it to GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)"
                                                              : "; add GROUP BY, or take one value of it: MAX(..), FIRST_VALUE(..)";
    return FAIL(err, WEIR_INVALID, place, "column '%s' in %s is neither in GROUP BY nor inside an aggregate%s", column->name, group->clause, advice);
}

/* The same expression over the aggregation's output. */
static weir_status over_groups(const grouping *group, const wr_expr *expr, wr_expr **out, weir_error *err) {
    wr_ast_place place = {expr->line, expr->column_number};
    uint32_t     at = UINT32_MAX;
    for (uint32_t k = 0; k < group->keys->key_count && at == UINT32_MAX; k++)
        if (wr_expr_equal(expr, group->keys->keys[k]))
            at = k;
    bool column = expr->kind == WR_EXPR_COLUMN && expr->column < REFUSED_BASE;
    if (at == UINT32_MAX && column && expr->column >= GROUPING_BASE)
        at = group->keys->key_count + (uint32_t)group->calls->count + expr->column - GROUPING_BASE;
    else if (at == UINT32_MAX && column && expr->column >= AGGREGATE_BASE)
        at = group->keys->key_count + expr->column - AGGREGATE_BASE;
    if (at != UINT32_MAX) {
        *out = wr_make_column(group->binder, at, group->schema->fields[at].type, expr->name, place);
        return WEIR_OK;
    }
    if (column)
        return not_grouped(group, expr, err);
    wr_expr *copy = wr_arena_alloc(group->binder->arena, sizeof *copy);
    *copy = *expr;
    copy->args = wr_arena_alloc(group->binder->arena, (expr->arg_count + 1) * sizeof *copy->args);
    for (uint32_t i = 0; i < expr->arg_count; i++)
        WEIR_TRY(over_groups(group, expr->args[i], &copy->args[i], err));
    *out = copy;
    return WEIR_OK;
}

/* ---- GROUPING, GROUPING_ID, GROUP_ID ---- */

/* The keys that the call's arguments are; they must be keys. */
static weir_status check_grouping(const grouping_sets *keys, const wr_logical_call *call, uint32_t *key, weir_error *err) {
    for (uint32_t a = 0; a < call->arg_count; a++) {
        key[a] = 0;
        while (key[a] < keys->key_count && !wr_expr_equal(keys->keys[key[a]], call->args[a]))
            key[a]++;
        if (key[a] == keys->key_count)
            return FAIL(err, WEIR_INVALID, ((wr_ast_place){call->args[a]->line, call->args[a]->column_number}),
                        "an argument of GROUPING must be one of the expressions of GROUP BY");
    }
    return WEIR_OK;
}

/* Its value in set `at`: a bit for each argument, 1 where the set has not the key; without arguments, how many equal sets come before. */
static weir_status grouping_value(wr_binder *binder, const grouping_sets *keys, const wr_logical_call *call, size_t at, const wr_expr **out, weir_error *err) {
    uint32_t   key[8];
    weir_value value = {0};
    WEIR_TRY(check_grouping(keys, call, key, err));
    for (uint32_t a = 0; a < call->arg_count; a++)
        value.u.i64 = value.u.i64 << 1 | (key[a] < SET_KEYS_MAX && keys->several && !(keys->sets[at] >> key[a] & 1));
    for (size_t before = 0; before < at && call->arg_count == 0; before++)
        value.u.i64 += keys->sets[before] == keys->sets[at];
    *out = wr_expr_literal(binder->arena, weir_type_of(WEIR_TYPE_BIGINT, false), value);
    return WEIR_OK;
}

/* ---- aggregations ---- */

static wr_logical *new_aggregate(wr_binder *binder, wr_logical *input, wr_ast_place place, const wr_expr *const *keys,
                                 const char *const *key_names, uint32_t key_count, const call_list *calls, const int64_t *state_ttl_ms) {
    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_AGGREGATE, place);
    weir_field *fields;
    uint32_t    call_count = calls ? (uint32_t)calls->count : 0;
    node->schema = wr_schema_new(binder->arena, key_count + call_count, &fields);
    for (uint32_t k = 0; k < key_count; k++)
        fields[k] = (weir_field){key_names[k], keys[k]->type};
    for (uint32_t c = 0; c < call_count; c++) {
        const wr_logical_call *call = &calls->calls[c];
        fields[key_count + c] = (weir_field){wr_arena_printf(binder->arena, "EXPR$%u", key_count + c), call->result};
    }
    node->keys = keys;
    node->key_count = key_count;
    node->calls = calls ? calls->calls : NULL;
    node->call_count = call_count;
    node->state_ttl_ms = state_ttl_ms;
    wr_set_inputs(binder, node, &input, 1);
    return node;
}

/* What every set gives: all keys, the calls, the values of GROUPING. A key that some set has not is NULL there. */
static const weir_schema *sets_schema(wr_binder *binder, const grouping_sets *keys, const call_list *calls) {
    uint32_t    key_count = keys->key_count, call_count = (uint32_t)calls->count;
    weir_field *fields;
    weir_schema *schema = wr_schema_new(binder->arena, key_count + call_count + (uint32_t)calls->grouping_count, &fields);
    for (uint32_t k = 0; k < key_count; k++) {
        fields[k] = (weir_field){keys->names[k], keys->keys[k]->type};
        for (size_t s = 0; s < keys->count && keys->several; s++)
            if (!(keys->sets[s] >> k & 1)) {
                fields[k].type = wr_plain_type(fields[k].type);
                fields[k].type.nullable = true;
            }
    }
    for (uint32_t c = 0; c < call_count; c++)
        fields[key_count + c] = (weir_field){wr_arena_printf(binder->arena, "EXPR$%u", key_count + c), calls->calls[c].result};
    for (uint32_t g = 0; g < calls->grouping_count; g++)
        fields[key_count + call_count + g] = (weir_field){wr_arena_printf(binder->arena, "$g%u", g), calls->groupings[g].result};
    return schema;
}

/* The aggregation of one set, shown with the columns of all. The set without keys has a constant one, as in Flink: so its row goes
 * when the last row below goes. */
static weir_status one_set(wr_binder *binder, wr_logical *input, wr_ast_place place, const grouping_sets *keys, const call_list *calls, size_t at,
                           const weir_schema *schema, wr_logical **out, weir_error *err) {
    const wr_expr **own = wr_arena_alloc(binder->arena, (keys->key_count + 1u) * sizeof *own);
    const char    **names = wr_arena_alloc(binder->arena, (keys->key_count + 1u) * sizeof *names);
    const wr_expr **exprs = wr_arena_alloc(binder->arena, (schema->field_count + 1u) * sizeof *exprs);
    const char    **texts = wr_arena_alloc(binder->arena, (schema->field_count + 1u) * sizeof *texts);
    uint32_t        count = 0;
    for (uint32_t k = 0; k < keys->key_count; k++) {
        bool has = !keys->several || keys->sets[at] >> k & 1;
        exprs[k] = has ? wr_make_column(binder, count, schema->fields[k].type, keys->names[k], place) : wr_make_null(binder, schema->fields[k].type);
        if (!has)
            continue;
        own[count] = keys->keys[k];
        names[count++] = keys->names[k];
    }
    if (count == 0 && keys->count > 1) {
        own[count] = wr_expr_literal(binder->arena, weir_type_of(WEIR_TYPE_INT, false), (weir_value){0});
        names[count++] = "$e";
    }
    for (uint32_t c = 0; c < calls->count; c++)
        exprs[keys->key_count + c] = wr_make_column(binder, count + c, calls->calls[c].result, schema->fields[keys->key_count + c].name, place);
    for (size_t g = 0; g < calls->grouping_count; g++)
        WEIR_TRY(grouping_value(binder, keys, &calls->groupings[g], at, &exprs[keys->key_count + calls->count + g], err));
    for (uint32_t f = 0; f < schema->field_count; f++)
        texts[f] = schema->fields[f].name;
    *out = wr_new_project(binder, new_aggregate(binder, input, place, own, names, count, calls, keys->state_ttl_ms), place, exprs, texts, schema->field_count);
    return WEIR_OK;
}

/* Nodes of the tree below, each as often as it is read; no more than `limit` are counted. */
static uint32_t tree_size(const wr_logical *node, uint32_t limit) {
    uint32_t size = 1;
    for (uint32_t i = 0; i < node->input_count && size < limit; i++)
        size += tree_size(node->inputs[i], limit - size);
    return size;
}

static weir_status aggregate_sets(wr_binder *binder, wr_logical *input, wr_ast_place place, const grouping_sets *keys, const call_list *calls,
                                  const weir_schema *schema, wr_logical **out, weir_error *err) {
    if (keys->count == 1 && calls->grouping_count == 0) {
        *out = new_aggregate(binder, input, place, keys->keys, keys->names, keys->key_count, calls, keys->state_ttl_ms);
        return WEIR_OK;
    }
    if (keys->count > 1 && tree_size(input, BINDER_QUERIES_MAX) * keys->count > BINDER_QUERIES_MAX)
        return FAIL(err, WEIR_UNSUPPORTED, place, "%zu grouping sets over so large a query are not available; each of them reads the whole of it", keys->count);
    wr_logical **sets = wr_arena_alloc(binder->arena, keys->count * sizeof *sets);
    for (size_t s = 0; s < keys->count; s++)
        WEIR_TRY(one_set(binder, input, place, keys, calls, s, schema, &sets[s], err));
    if (keys->count == 1) {
        *out = sets[0];
        return WEIR_OK;
    }
    *out = wr_new_logical(binder, WR_LOGICAL_UNION, place);
    (*out)->schema = schema;
    wr_set_inputs(binder, *out, sets, (uint32_t)keys->count);
    return WEIR_OK;
}

weir_status wr_bind_grouped(const expr_context *ctx, const wr_ast_select *select, wr_ast_place place, wr_logical *input, select_item *items,
                            size_t item_count, const wr_expr *having, wr_logical **out, weir_error *err) {
    wr_binder    *binder = ctx->binder;
    grouping_sets keys = {.state_ttl_ms = ctx->state_ttl_ms};
    expr_context  key_ctx = *ctx;
    wr_expr      *rewritten;
    key_ctx.calls = NULL;
    key_ctx.clause = "GROUP BY";
    WEIR_TRY(bind_group_by(&key_ctx, select, &keys, err));
    if (select->group_by_count > 0)
        place = select->group_by[0].place;
    for (size_t g = 0; g < ctx->calls->grouping_count && select->group_by_count == 0; g++)
        return FAIL(err, WEIR_INVALID, ((wr_ast_place){ctx->calls->groupings[g].line, ctx->calls->groupings[g].column}), "GROUPING needs a GROUP BY");
    grouping group = {binder, select, &keys, ctx->calls, sets_schema(binder, &keys, ctx->calls), "SELECT"};
    WEIR_TRY(aggregate_sets(binder, input, place, &keys, ctx->calls, group.schema, out, err));
    if (having) {
        group.clause = "HAVING";
        WEIR_TRY(over_groups(&group, having, &rewritten, err));
        *out = wr_new_filter(binder, *out, select->having->place, rewritten);
        group.clause = "SELECT";
    }
    for (size_t i = 0; i < item_count; i++) {
        WEIR_TRY(over_groups(&group, items[i].expr, &rewritten, err));
        items[i].expr = rewritten;
    }
    return WEIR_OK;
}

wr_logical *wr_make_distinct(wr_binder *binder, wr_logical *input, wr_ast_place place, const int64_t *state_ttl_ms) {
    uint32_t        count = input->schema->field_count;
    const wr_expr **keys = wr_arena_alloc(binder->arena, (count + 1) * sizeof *keys);
    const char    **names = wr_arena_alloc(binder->arena, (count + 1) * sizeof *names);
    for (uint32_t i = 0; i < count; i++) {
        names[i] = input->schema->fields[i].name;
        keys[i] = wr_make_column(binder, i, input->schema->fields[i].type, names[i], place);
    }
    return new_aggregate(binder, input, place, keys, names, count, NULL, state_ttl_ms);
}
