/* Proves that uids and state texts last across unrelated edits and differ where state would not fit,
 * and that the parts of a plan which no EXPLAIN shows are set. */
#include "check.h"
#include "planner/fixture.h"

static session *s;

static const wr_plan *plan_of(const char *sql) {
    s->plan = NULL;
    const char *text = answer(s, sql);
    if (!s->plan)
        printf("%s\n%s\n", sql, text);
    return s->plan;
}

static const wr_node *node_of(const wr_plan *plan, wr_node_kind kind) {
    for (uint32_t i = 0; plan && i < plan->node_count; i++)
        if (plan->nodes[i]->kind == kind)
            return plan->nodes[i];
    return NULL;
}

static const char *state_of(const char *sql, wr_node_kind kind) {
    const wr_node *node = node_of(plan_of(sql), kind);
    return node ? node->state_text : NULL;
}

#define TUMBLE_CLICKS "TUMBLE(TABLE clicks, DESCRIPTOR(happened), INTERVAL '1' MINUTE)"

TEST(uids) {
    const wr_plan *plan = plan_of("INSERT INTO out1 SELECT CAST(COUNT(*) AS INT), url FROM clicks GROUP BY url");
    CHECK_STR_EQ(node_of(plan, WR_NODE_SOURCE)->uid, "source/clicks");
    CHECK_STR_EQ(node_of(plan, WR_NODE_GROUP_AGGREGATE)->uid, "out1/group-aggregate-1");
    CHECK_STR_EQ(node_of(plan, WR_NODE_SINK)->uid, "out1/sink");
    /* another filter and projection change nothing */
    plan = plan_of("INSERT INTO out1 SELECT CAST(COUNT(*) + 1 AS INT), url FROM (SELECT * FROM clicks WHERE id > 3) GROUP BY url");
    CHECK_STR_EQ(node_of(plan, WR_NODE_GROUP_AGGREGATE)->uid, "out1/group-aggregate-1");
    /* nor does another INSERT in front, and the second sink of a table has a name of its own */
    plan = plan_of("EXECUTE STATEMENT SET BEGIN INSERT INTO files SELECT id, url FROM clicks; INSERT INTO out1 SELECT CAST(COUNT(*) AS INT), url FROM "
                   "clicks GROUP BY url; INSERT INTO out1 SELECT id, url FROM clicks; END");
    CHECK_STR_EQ(node_of(plan, WR_NODE_GROUP_AGGREGATE)->uid, "out1/group-aggregate-1");
    const wr_node *last = plan->nodes[plan->node_count - 1];
    CHECK_STR_EQ(last->uid, "out1-2/sink");
    plan = plan_of("SELECT n, COUNT(*) FROM (SELECT url, COUNT(*) AS n FROM clicks GROUP BY url) GROUP BY n");
    CHECK_STR_EQ(node_of(plan, WR_NODE_GROUP_AGGREGATE)->uid, "select/group-aggregate-2");
    plan = plan_of("SELECT id FROM clicks UNION ALL SELECT id FROM clicks /*+ OPTIONS('path' = 'other') */");
    const wr_node *sources[2] = {NULL, NULL};
    for (uint32_t i = 0, n = 0; i < plan->node_count && n < 2; i++)
        if (plan->nodes[i]->kind == WR_NODE_SOURCE)
            sources[n++] = plan->nodes[i];
    CHECK_STR_EQ(sources[0]->uid, "source/clicks");
    CHECK_STR_EQ(sources[1]->uid, "source/clicks-2");
}

TEST(state_texts) {
    CHECK_STR_EQ(state_of("SELECT url, COUNT(*), MAX(id) FROM clicks GROUP BY url", WR_NODE_GROUP_AGGREGATE),
                 "keys (url STRING) aggregates (COUNT(*) BIGINT NOT NULL, MAX(id) INT)");
    CHECK_STR_EQ(state_of("SELECT id % 2, COUNT(DISTINCT url) FILTER (WHERE id > 3) FROM clicks GROUP BY id % 2", WR_NODE_GROUP_AGGREGATE),
                 "keys ((id % 2) INT) aggregates (COUNT(DISTINCT url) FILTER (WHERE (id > 3)) BIGINT NOT NULL)");
    CHECK_STR_EQ(state_of("SELECT window_start, SUM(id) FROM " TUMBLE_CLICKS " GROUP BY window_start, window_end", WR_NODE_WINDOW_AGGREGATE),
                 "keys () aggregates (SUM(id) INT) TUMBLE 1 min");
    CHECK_STR_EQ(state_of("SELECT window_start FROM HOP(TABLE clicks, DESCRIPTOR(happened), INTERVAL '30' SECOND, INTERVAL '1' DAY) GROUP BY window_start, "
                          "window_end, url", WR_NODE_WINDOW_AGGREGATE),
                 "keys (url STRING) aggregates () HOP 30 s 1 d");
    CHECK_STR_EQ(state_of("SELECT id FROM clicks", WR_NODE_SOURCE), "positions of connector 'filesystem'");
    CHECK(state_of("SELECT id + 1 FROM clicks", WR_NODE_CALC) == NULL);
}

/* Inputs come before their consumers, ids are indexes, and nothing unused is left. */
TEST(order) {
    const wr_plan *plan = plan_of("EXECUTE STATEMENT SET BEGIN INSERT INTO out1 VALUES (1, 'a'), (2, 'b'); INSERT INTO files SELECT id, url FROM clicks "
                                  "UNION ALL SELECT 1, 'x'; INSERT INTO out1 SELECT CAST(COUNT(*) AS INT), url FROM clicks GROUP BY url; END");
    bool *used = wr_arena_calloc(s->arena, plan->node_count + 1u, sizeof *used);
    for (uint32_t i = 0; i < plan->node_count; i++) {
        const wr_node *node = plan->nodes[i];
        CHECK_UINT_EQ(node->id, i);
        CHECK(node->uid != NULL && node->schema != NULL);
        for (uint32_t k = 0; k < node->input_count; k++) {
            CHECK(node->inputs[k]->id < i);
            used[node->inputs[k]->id] = true;
        }
    }
    for (uint32_t i = 0; i < plan->node_count; i++)
        CHECK(used[i] || plan->nodes[i]->kind == WR_NODE_SINK);
}

TEST(columns) {
    const wr_plan *plan = plan_of("SELECT url, window_start FROM " TUMBLE_CLICKS " GROUP BY url, window_start, window_end");
    const wr_node *source = node_of(plan, WR_NODE_SOURCE), *window = node_of(plan, WR_NODE_WINDOW_AGGREGATE);
    CHECK_INT_EQ(source->rowtime_column, 1);
    CHECK(source->watermark != NULL && source->projections == NULL && !source->keeps_origin);
    CHECK_UINT_EQ(window->window.time_column, 1);
    CHECK_UINT_EQ(window->key_count, 1);
    CHECK_UINT_EQ(window->schema->field_count, 4);
    CHECK_INT_EQ(window->rowtime_column, 3);
    CHECK_STR_EQ(window->operator_name, "WindowAggregate");
    const wr_node *sink = node_of(plan, WR_NODE_SINK);
    CHECK_STR_EQ(sink->sink_format_name, "select");
    CHECK(sink->checks_not_null); /* window_start */
    plan = plan_of("CREATE TABLE nn (a INT NOT NULL, b STRING) WITH ('connector' = 'print'); INSERT INTO nn SELECT id, url FROM clicks");
    sink = node_of(plan, WR_NODE_SINK);
    CHECK(sink->checks_not_null && !sink->sink_schema->fields[0].type.nullable);
    CHECK_STR_EQ(sink->sink_format_name, "print");
    plan = plan_of("INSERT INTO files SELECT id, url FROM clicks");
    CHECK(node_of(plan, WR_NODE_SINK)->sink_format_name == NULL && plan->exactly_once && plan->bounded);
}

TEST(late_rows) {
    const wr_plan *plan = plan_of("CREATE TABLE late (id INT, url STRING, happened TIMESTAMP(3), weir_watermark TIMESTAMP(3), weir_operator STRING) WITH "
                                  "('connector' = 'print'); SET 'weir.late-rows' = 'late'; SELECT COUNT(*) FROM " TUMBLE_CLICKS
                                  " GROUP BY window_start, window_end, id % 10");
    const wr_node *source = node_of(plan, WR_NODE_SOURCE);
    CHECK(source->keeps_origin && source->projections != NULL);
    CHECK_UINT_EQ(source->source_schema->field_count, 3);
    CHECK_UINT_EQ(source->schema->field_count, 2);
    CHECK(node_of(plan, WR_NODE_EXCHANGE)->carries_origin);
    REQUIRE(plan->late_sink != NULL);
    CHECK_STR_EQ(plan->late_sink->uid, "late/late");
    CHECK_UINT_EQ(plan->late_sink->sink_schema->field_count, 5);
    CHECK(plan->error_sink == NULL && !plan->exactly_once);
    CHECK_CONTAINS(answer(s, "SELECT COUNT(*) FROM " TUMBLE_CLICKS " WHERE window_start IS NOT NULL GROUP BY window_start, window_end"),
                   "1:22: 'weir.late-rows' = 'late': late rows cannot be kept");
    answer(s, "RESET 'weir.late-rows'");
    plan = plan_of("SELECT COUNT(*) FROM " TUMBLE_CLICKS " GROUP BY window_start, window_end");
    CHECK(plan->late_sink == NULL && !node_of(plan, WR_NODE_SOURCE)->keeps_origin && !node_of(plan, WR_NODE_EXCHANGE)->carries_origin);
}

TEST(changes) {
    const wr_plan *plan = plan_of("SELECT url, COUNT(*) FROM clicks GROUP BY url");
    CHECK(node_of(plan, WR_NODE_GROUP_AGGREGATE)->emit_update_before && !node_of(plan, WR_NODE_GROUP_AGGREGATE)->input_retracts);
    CHECK_INT_EQ(node_of(plan, WR_NODE_SINK)->mode, WEIR_CHANGELOG_RETRACT);
    plan = plan_of("CREATE TABLE up (a STRING, n BIGINT, PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'keyed'); INSERT INTO up SELECT url, COUNT(*) "
                   "FROM clicks GROUP BY url");
    CHECK(!node_of(plan, WR_NODE_GROUP_AGGREGATE)->emit_update_before);
    CHECK_INT_EQ(node_of(plan, WR_NODE_SINK)->mode, WEIR_CHANGELOG_UPSERT);
    plan = plan_of("SELECT n, COUNT(*) FROM (SELECT url, COUNT(*) AS n FROM clicks GROUP BY url) GROUP BY n");
    for (uint32_t i = 0, seen = 0; i < plan->node_count; i++)
        if (plan->nodes[i]->kind == WR_NODE_GROUP_AGGREGATE)
            CHECK_INT_EQ(plan->nodes[i]->input_retracts, seen++ == 1);
}

int main(void) {
    s = session_open();
    if (!CHECK_STR_EQ(answer(s, PRELUDE), "done"))
        return 1;
    RUN(uids);
    RUN(state_texts);
    RUN(order);
    RUN(columns);
    RUN(late_rows);
    RUN(changes);
    session_close(s);
    return CHECK_RESULT();
}
