/* ops/aggregate_set.h - the aggregate calls of one operator and the state they share.
 *
 * A group's state row is: a header of `header_size` bytes that the operator owns, then, for every
 * call, its accumulator. DISTINCT calls keep the values seen in a table of their own, and so do
 * MIN and MAX over an updating input (their values, counted, chained per group so that the next
 * best can be found). Thread: the operator's worker. */
#ifndef WR_OPS_AGGREGATE_SET_H
#define WR_OPS_AGGREGATE_SET_H
#include "plan/node.h"
#include "state/state.h"

typedef struct wr_aggregate_set wr_aggregate_set;
struct weir_arena;

/* Lays out the row and opens the tables "groups" and "values-<i>" in `state`. `header` fields (may
 * be none) come first in the row. `retracts`: rows may be taken back. With node->state_ttl_ms the rows of
 * all tables expire, by the clock of `env`. */
weir_status wr_aggregate_set_open(struct weir_arena *arena, const wr_node *node, wr_state *state, const struct wr_env *env,
                                  const weir_state_field *header, uint32_t header_count, uint32_t header_size,
                                  bool retracts, wr_aggregate_set **set, weir_error *err);
wr_state_table *wr_aggregate_set_groups(wr_aggregate_set *set);

/* Adds rows to (or takes rows from) the groups states[k]; `keys` are the group columns and hashes[k]
 * their hashes. `time` is the namespace. With a key twice in `rows` both count. */
void wr_aggregate_set_add(wr_aggregate_set *set, int64_t time, const weir_batch *batch, weir_rows rows, uint8_t *const *states);
void wr_aggregate_set_take(wr_aggregate_set *set, int64_t time, const weir_batch *batch, weir_rows rows, uint8_t *const *states);

/* Results of states[0..count-1] into out[i] (one vector per call), from row `first` on. */
weir_status wr_aggregate_set_results(wr_aggregate_set *set, uint8_t *const *states, uint32_t count,
                                     weir_vector *out, uint32_t first, weir_error *err);

/* Adds everything that namespace `time` of `from` holds to namespace 0 of `to` (same node). */
void wr_aggregate_set_merge(wr_aggregate_set *to, wr_aggregate_set *from, int64_t time);
/* Drops the namespace in every table. */
void wr_aggregate_set_drop(wr_aggregate_set *set, int64_t time);
/* The last row of a group was taken back: a row that still comes in this batch begins anew, as it does
 * when the group was removed in between. Matters for doubles, whose sums do not go back to exactly 0, and
 * where what came was not taken back whole. */
void wr_aggregate_set_reset(wr_aggregate_set *set, uint8_t *state);
/* A group is gone, and its values. */
void wr_aggregate_set_remove(wr_aggregate_set *set, uint8_t *state);

/* ---- with node->state_ttl_ms ---- */
/* It is now_ms for all that follows. The groups states[k] (one may come several times) are written now; of those that were
 * expired the whole row is zero, as of a group that was never there. */
void wr_aggregate_set_renew(wr_aggregate_set *set, uint8_t *const *states, uint32_t count, int64_t now_ms);
/* Removes what is expired among the next `place_count` places of each table. */
void wr_aggregate_set_clean(wr_aggregate_set *set, uint32_t place_count);
#endif
