/* planner/growth.c - warnings about state: what grows for as long as a job runs, and what would bound it; a bound that does nothing. */
#include <string.h>

#include "planner/explain.h"
#include "planner/planner.h"

#define EXPIRY "so would rows that expire: SET 'table.exec.state.ttl' = '1 d', or SELECT /*+ STATE_TTL('table' = '1 d') */"

/* A key that is the same for all rows: the set without keys of GROUPING SETS. */
static bool has_only_constant_key(const wr_node *node) {
    return node->key_count == 1 && strcmp(node->schema->fields[0].name, "$e") == 0;
}

const char *wr_plan_warning(wr_arena *arena, const wr_plan *plan, const wr_node *node) {
    const char *keys = "";
    if (node->unused_ttl_hint)
        return "hint STATE_TTL has no effect on windows: their state goes when they have fired";
    if (plan->bounded || node->kind != WR_NODE_GROUP_AGGREGATE || node->key_count == 0 || node->input_retracts || node->state_ttl_ms > 0 ||
        has_only_constant_key(node))
        return NULL;
    for (uint32_t k = 0; k < node->key_count; k++)
        keys = wr_arena_printf(arena, "%s%s%s", keys, k ? ", " : "", node->schema->fields[k].name);
    if (node->aggregate_count == 0)
        return wr_arena_printf(arena, "DISTINCT keeps every different row (%s) for good, and the input has no end: its state only grows; DISTINCT over the rows "
                               "of a window (TUMBLE or HOP, with window_start and window_end among the columns) would be bounded, and " EXPIRY, keys);
    return wr_arena_printf(arena, "GroupAggregate(groupBy=[%s]) keeps one row per group for good, and the input has no end: its state grows with every new "
                           "group; to group by window_start and window_end of TUMBLE or HOP, too, would bound it, and " EXPIRY, keys);
}
