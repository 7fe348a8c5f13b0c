/* connect/kafka/discover.c - the partitions of a table, where each begins and where it ends.
 *
 * Invariants
 *   - What `discover` says of a partition is numbers, never "the end": they go into checkpoint 0, so that a job which is
 *     killed at once begins again at the same messages.
 *   - Once the job ran (`resumed`), a partition that it does not know is new and begins at its beginning.
 *
 * The newest message is, where reading begins, that which a reader sees: with isolation.level = read_committed the last stable
 * offset. Where reading ends it is the last one of all. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/name_pattern.h"
#include "base/number.h"
#include "connect/kafka/internal.h"

#define LIMIT_MS          5000 /* for everything: the job's thread waits here; who called tries again */
#define CALL_LIMIT_MS     5000
#define NEW_TOPIC_MS      3000 /* brokers may not know a topic yet that was just created */
#define RETRY_US        100000

typedef enum anchor { ANCHOR_NONE, ANCHOR_EARLIEST, ANCHOR_LATEST, ANCHOR_GROUP, ANCHOR_TIME, ANCHOR_SPECIFIC } anchor;
typedef struct anchor_name { const char *name; anchor value; } anchor_name;
typedef struct specific { int32_t partition; int64_t offset; } specific;

/* Where to begin, or to end. */
typedef struct edge {
    anchor    anchor;
    int64_t   time_ms;
    specific *offsets; size_t offset_count;
} edge;

/* ---- options ---- */

static weir_status anchor_of(const weir_table_info *table, const char *option, const anchor_name *names, anchor *out, weir_error *err) {
    const char *value = weir_options_text(table->options, option);
    char        all[160] = "";
    size_t      used = 0;
    for (; names->name; names++) {
        if (value && strcmp(names->name, value) == 0) {
            *out = names->value;
            return WEIR_OK;
        }
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", used ? ", " : "", names->name);
    }
    return weir_fail(err, WEIR_INVALID, "table '%s': '%s' = '%s' is none of %s", table->name, option, value ? value : "", all);
}

static bool keyed_number(const char **at, const char *key, char end, int64_t *value) {
    size_t size = strlen(key);
    if (strncmp(*at, key, size) != 0)
        return false;
    const char *begin = *at + size, *stop = begin;
    while (*stop && *stop != ',' && *stop != ';')
        stop++;
    *at = *stop ? stop + 1 : stop;
    return (*stop == end || (!*stop && end == ';')) && wr_parse_i64(begin, (size_t)(stop - begin), value) && *value >= 0;
}

static weir_status specific_of(const weir_table_info *table, const char *option, wr_arena *arena, edge *out, weir_error *err) {
    const char *text = weir_options_text(table->options, option), *topic = weir_options_text(table->options, "topic");
    size_t      capacity = 0;
    if (!text)
        return weir_fail(err, WEIR_INVALID, "table '%s': add '%s' = 'partition:0,offset:42;partition:1,offset:300'", table->name, option);
    if (!topic || strchr(topic, ';'))
        return weir_fail(err, WEIR_INVALID, "table '%s': '%s' says offsets of one 'topic' only", table->name, option);
    for (const char *at = text; *at;) {
        int64_t partition, offset;
        if (!keyed_number(&at, "partition:", ',', &partition) || !keyed_number(&at, "offset:", ';', &offset) || partition > INT32_MAX)
            return weir_fail(err, WEIR_INVALID, "table '%s': '%s' = '%s' is not of the form 'partition:0,offset:42;partition:1,offset:300'", table->name, option, text);
        out->offsets = wr_arena_grow(arena, out->offsets, out->offset_count, &capacity, sizeof *out->offsets);
        out->offsets[out->offset_count++] = (specific){(int32_t)partition, offset};
    }
    return WEIR_OK;
}

static weir_status edge_of(const weir_table_info *table, bool startup, wr_arena *arena, edge *out, weir_error *err) {
    static const anchor_name starts[] = {{"group-offsets", ANCHOR_GROUP}, {"earliest-offset", ANCHOR_EARLIEST}, {"latest-offset", ANCHOR_LATEST},
                                         {"timestamp", ANCHOR_TIME}, {"specific-offsets", ANCHOR_SPECIFIC}, {NULL, ANCHOR_NONE}};
    static const anchor_name bounds[] = {{"unbounded", ANCHOR_NONE}, {"latest-offset", ANCHOR_LATEST}, {"group-offsets", ANCHOR_GROUP},
                                         {"timestamp", ANCHOR_TIME}, {"specific-offsets", ANCHOR_SPECIFIC}, {NULL, ANCHOR_NONE}};
    const char *const time_option = startup ? "scan.startup.timestamp-millis" : "scan.bounded.timestamp-millis";
    *out = (edge){.anchor = ANCHOR_EARLIEST};
    if (startup && !weir_options_text(table->options, "scan.startup.mode"))
        return WEIR_OK; /* upsert-kafka has no such option */
    WEIR_TRY(anchor_of(table, startup ? "scan.startup.mode" : "scan.bounded.mode", startup ? starts : bounds, &out->anchor, err));
    out->time_ms = weir_options_int(table->options, time_option, -1);
    if (out->anchor == ANCHOR_TIME && out->time_ms < 0)
        return weir_fail(err, WEIR_INVALID, "table '%s': add '%s' = '<milliseconds since 1970>'", table->name, time_option);
    if (out->anchor == ANCHOR_SPECIFIC)
        WEIR_TRY(specific_of(table, startup ? "scan.startup.specific-offsets" : "scan.bounded.specific-offsets", arena, out, err));
    return WEIR_OK;
}

static weir_status pattern_of(const weir_table_info *table, wr_name_pattern **pattern, weir_error *err) {
    return wr_name_pattern_create(table->name, "topic-pattern", weir_options_text(table->options, "topic-pattern"), pattern, err);
}

weir_status wr_kafka_scan_check(const weir_table_info *table, weir_error *err) {
    static const char *const emits[] = {"on-event", "on-periodic"};
    const char *emit = weir_options_text(table->options, "scan.watermark.emit.strategy"), *topic = weir_options_text(table->options, "topic");
    wr_name_pattern *pattern;
    edge        ignored;
    wr_arena   *arena = wr_arena_create(0);
    weir_status status;
    if (emit && strcmp(emit, emits[0]) != 0 && strcmp(emit, emits[1]) != 0) {
        status = weir_fail(err, WEIR_INVALID, "table '%s': 'scan.watermark.emit.strategy' = '%s' is none of on-event, on-periodic", table->name, emit);
        goto done;
    }
    if (topic && (!*topic || *topic == ';' || topic[strlen(topic) - 1] == ';' || strstr(topic, ";;"))) {
        status = weir_fail(err, WEIR_INVALID, "table '%s': 'topic' = '%s' has an empty name in it", table->name, topic);
        goto done;
    }
    WEIR_TRY_GOTO(status, edge_of(table, true, arena, &ignored, err), done);
    WEIR_TRY_GOTO(status, edge_of(table, false, arena, &ignored, err), done);
    WEIR_TRY_GOTO(status, pattern_of(table, &pattern, err), done);
    wr_name_pattern_destroy(pattern);
    bool group = weir_options_text(table->options, "scan.watermark.alignment.group") != NULL;
    bool drift = weir_options_text(table->options, "scan.watermark.alignment.max-drift") != NULL;
    if (group != drift)
        status = weir_fail(err, WEIR_INVALID, "table '%s': 'scan.watermark.alignment.group' and 'scan.watermark.alignment.max-drift' are set together, or neither", table->name);
done:
    wr_arena_destroy(arena);
    return status;
}

bool wr_kafka_bounded(const weir_table_info *table) {
    const char *mode = weir_options_text(table->options, "scan.bounded.mode");
    return mode && strcmp(mode, "unbounded") != 0;
}

int64_t wr_kafka_discovery_interval_ms(const weir_table_info *table) {
    return weir_options_duration_ms(table->options, "scan.topic-partition-discovery.interval", 0);
}

const char *wr_kafka_group(const weir_table_info *table, wr_arena *arena) {
    const char *group = wr_kafka_property(table, "group.id");
    return group ? group : wr_arena_printf(arena, "KafkaSource-%s", table->name);
}

wr_kafka_reset wr_kafka_reset_of(const weir_table_info *table) {
    const char *reset = wr_kafka_property(table, "auto.offset.reset");
    if (reset && strcmp(reset, "earliest") == 0)
        return WR_KAFKA_RESET_EARLIEST;
    return reset && strcmp(reset, "latest") == 0 ? WR_KAFKA_RESET_LATEST : WR_KAFKA_RESET_NONE;
}

/* ---- topics and partitions ---- */

typedef struct finder {
    const weir_table_info *table;
    wr_kafka_client       *client;
    wr_arena              *arena;    /* scratch */
    int64_t                begin_ns, limit_ms;
    rd_kafka_topic_partition_list_t *found;
} finder;

static int64_t passed_ms(const finder *f) { return (f->table->env->monotonic_ns(f->table->env->self) - f->begin_ns) / 1000000; }

/* true: try again, a little later. */
static bool again(finder *f, int64_t limit_ms) {
    if (passed_ms(f) >= limit_ms)
        return false;
    rd_kafka_poll(f->client->handle, 0);
    if (passed_ms(f) > 2000)
        wr_kafka_client_watch(f->client);
    f->table->env->sleep_us(f->table->env->self, RETRY_US);
    return true;
}

static weir_status fail_call(finder *f, rd_kafka_resp_err_t code, const char *what, weir_error *err) {
    return weir_fail(err, wr_kafka_status(code), "table '%s': %s: %s%s", f->table->name, what, rd_kafka_err2str(code), wr_kafka_client_trouble(f->client, f->arena));
}

static weir_status add_topic(finder *f, const char *name, weir_error *err) {
    for (;;) {
        const struct rd_kafka_metadata *metadata;
        rd_kafka_topic_t   *topic = rd_kafka_topic_new(f->client->handle, name, NULL);
        rd_kafka_resp_err_t code = topic ? rd_kafka_metadata(f->client->handle, 0, topic, &metadata, CALL_LIMIT_MS) : RD_KAFKA_RESP_ERR__INVALID_ARG;
        if (topic)
            rd_kafka_topic_destroy(topic);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            const struct rd_kafka_metadata_topic *one = metadata->topic_cnt == 1 ? &metadata->topics[0] : NULL;
            code = !one ? RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART : one->err == RD_KAFKA_RESP_ERR_NO_ERROR && one->partition_cnt == 0 ? RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE : one->err;
            for (int p = 0; code == RD_KAFKA_RESP_ERR_NO_ERROR && p < one->partition_cnt; p++)
                rd_kafka_topic_partition_list_add(f->found, name, one->partitions[p].id);
            rd_kafka_metadata_destroy(metadata);
        }
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            return WEIR_OK;
        bool missing = code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || code == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC;
        if ((missing || wr_kafka_status(code) == WEIR_UNAVAILABLE) && again(f, missing ? NEW_TOPIC_MS : f->limit_ms))
            continue;
        if (missing)
            return weir_fail(err, WEIR_INVALID, "table '%s': there is no topic '%s' at %s; create it, or correct 'topic'", f->table->name, name, f->client->servers);
        return fail_call(f, code, wr_arena_printf(f->arena, "topic '%s' cannot be read", name), err);
    }
}

static weir_status add_matching(finder *f, wr_name_pattern *pattern, weir_error *err) {
    const struct rd_kafka_metadata *metadata;
    rd_kafka_resp_err_t code;
    while ((code = rd_kafka_metadata(f->client->handle, 1, NULL, &metadata, CALL_LIMIT_MS)) != RD_KAFKA_RESP_ERR_NO_ERROR)
        if (wr_kafka_status(code) != WEIR_UNAVAILABLE || !again(f, f->limit_ms))
            return fail_call(f, code, "topics cannot be listed", err);
    for (int t = 0; t < metadata->topic_cnt; t++) {
        const struct rd_kafka_metadata_topic *one = &metadata->topics[t];
        if (strcmp(one->topic, "__consumer_offsets") == 0 || strcmp(one->topic, "__transaction_state") == 0 ||
            !wr_name_pattern_matches(pattern, one->topic, strlen(one->topic)))
            continue;
        for (int p = 0; p < one->partition_cnt; p++)
            rd_kafka_topic_partition_list_add(f->found, one->topic, one->partitions[p].id);
    }
    rd_kafka_metadata_destroy(metadata);
    if (f->found->cnt == 0)
        wr_log(f->table->env, WR_LOG_WARN, "table '%s': no topic matches 'topic-pattern' = '%s' yet", f->table->name, weir_options_text(f->table->options, "topic-pattern"));
    return WEIR_OK;
}

static weir_status add_all(finder *f, weir_error *err) {
    const char *topics = weir_options_text(f->table->options, "topic");
    wr_name_pattern *pattern;
    if (!topics) {
        WEIR_TRY(pattern_of(f->table, &pattern, err));
        weir_status status = add_matching(f, pattern, err);
        wr_name_pattern_destroy(pattern);
        return status;
    }
    while (topics)
        WEIR_TRY(add_topic(f, wr_kafka_next_topic(&topics, f->arena), err));
    rd_kafka_topic_partition_list_sort(f->found, NULL, NULL);
    for (int i = 1; i < f->found->cnt; i++) /* a topic that is written twice */
        if (strcmp(f->found->elems[i].topic, f->found->elems[i - 1].topic) == 0 && f->found->elems[i].partition == f->found->elems[i - 1].partition)
            rd_kafka_topic_partition_list_del_by_idx(f->found, i--);
    return WEIR_OK;
}

/* ---- offsets ---- */

/* That of the call, or of the first partition that has one. */
static rd_kafka_resp_err_t first_error(rd_kafka_resp_err_t code, const rd_kafka_topic_partition_list_t *list) {
    for (int i = 0; i < list->cnt && code == RD_KAFKA_RESP_ERR_NO_ERROR; i++)
        code = list->elems[i].err;
    return code;
}

/* list[i].offset of every partition becomes what the broker says of `time` (milliseconds; -1 the end, -2 the beginning).
 * RD_KAFKA_OFFSET_END: there is no message so late. A partition without leader: offset RD_KAFKA_OFFSET_INVALID when
 * the job ran before, else retried. */
static weir_status offsets_at(finder *f, int64_t time, rd_kafka_topic_partition_list_t *list, weir_error *err) {
    for (;;) {
        for (int i = 0; i < list->cnt; i++) {
            list->elems[i].offset = time;
            list->elems[i].err = RD_KAFKA_RESP_ERR_NO_ERROR;
        }
        rd_kafka_resp_err_t code = first_error(rd_kafka_offsets_for_times(f->client->handle, list, CALL_LIMIT_MS), list);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            return WEIR_OK;
        if (wr_kafka_status(code) == WEIR_UNAVAILABLE && again(f, f->limit_ms))
            continue;
        return fail_call(f, code, "the offsets of its partitions cannot be read", err);
    }
}

static weir_status offsets_of_group(finder *f, rd_kafka_topic_partition_list_t *list, weir_error *err) {
    for (;;) {
        rd_kafka_resp_err_t code = first_error(rd_kafka_committed(f->client->handle, list, CALL_LIMIT_MS), list);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            return WEIR_OK;
        if (wr_kafka_status(code) == WEIR_UNAVAILABLE && again(f, f->limit_ms))
            continue;
        return fail_call(f, code, wr_arena_printf(f->arena, "the offsets of group '%s' cannot be read", wr_kafka_group(f->table, f->arena)), err);
    }
}

/* What nobody has said yet, by the group's offset and then by `otherwise`. */
static weir_status fill_by_group(finder *f, rd_kafka_topic_partition_list_t *list, anchor otherwise, bool startup, weir_error *err) {
    rd_kafka_topic_partition_list_t *committed = rd_kafka_topic_partition_list_copy(list), *edges = rd_kafka_topic_partition_list_copy(list);
    weir_status status = offsets_of_group(f, committed, err);
    if (status == WEIR_OK && otherwise != ANCHOR_NONE)
        status = offsets_at(f, otherwise == ANCHOR_EARLIEST ? -2 : -1, edges, err);
    for (int i = 0; i < list->cnt && status == WEIR_OK; i++) {
        if (list->elems[i].offset != RD_KAFKA_OFFSET_INVALID)
            continue;
        list->elems[i].offset = committed->elems[i].offset;
        if (list->elems[i].offset >= 0)
            continue;
        if (otherwise == ANCHOR_NONE)
            status = weir_fail(err, WEIR_INVALID, "table '%s': group '%s' has no offset for partition %s[%" PRId32 "] yet, and '%s' = 'group-offsets'; %s", f->table->name,
                               wr_kafka_group(f->table, f->arena), list->elems[i].topic, list->elems[i].partition, startup ? "scan.startup.mode" : "scan.bounded.mode",
                               startup ? "set 'scan.startup.mode' = 'earliest-offset' or 'latest-offset', or say with 'properties.auto.offset.reset' = 'earliest' what then counts"
                                       : "choose another mode");
        else
            list->elems[i].offset = edges->elems[i].offset;
    }
    rd_kafka_topic_partition_list_destroy(committed);
    rd_kafka_topic_partition_list_destroy(edges);
    return status;
}

static weir_status resolve(finder *f, const edge *edge_, bool startup, rd_kafka_topic_partition_list_t *list, weir_error *err) {
    anchor otherwise = ANCHOR_NONE;
    for (int i = 0; i < list->cnt; i++)
        list->elems[i].offset = RD_KAFKA_OFFSET_INVALID;
    if (list->cnt == 0)
        return WEIR_OK;
    switch (edge_->anchor) {
    case ANCHOR_NONE:
        return WEIR_OK;
    case ANCHOR_EARLIEST:
        return offsets_at(f, -2, list, err);
    case ANCHOR_LATEST:
        return offsets_at(f, -1, list, err);
    case ANCHOR_TIME: {
        rd_kafka_topic_partition_list_t *ends = rd_kafka_topic_partition_list_copy(list);
        weir_status status = offsets_at(f, -1, ends, err); /* first: what comes meanwhile is not left out */
        if (status == WEIR_OK)
            status = offsets_at(f, edge_->time_ms, list, err);
        for (int i = 0; i < list->cnt && status == WEIR_OK; i++)
            if (list->elems[i].offset < 0)
                list->elems[i].offset = ends->elems[i].offset;
        rd_kafka_topic_partition_list_destroy(ends);
        return status;
    }
    case ANCHOR_GROUP:
        if (startup && wr_kafka_reset_of(f->table) != WR_KAFKA_RESET_NONE)
            otherwise = wr_kafka_reset_of(f->table) == WR_KAFKA_RESET_EARLIEST ? ANCHOR_EARLIEST : ANCHOR_LATEST;
        return fill_by_group(f, list, otherwise, startup, err);
    case ANCHOR_SPECIFIC:
        for (size_t s = 0; s < edge_->offset_count; s++) {
            rd_kafka_topic_partition_t *one = rd_kafka_topic_partition_list_find(list, list->elems[0].topic, edge_->offsets[s].partition);
            if (!one)
                return weir_fail(err, WEIR_INVALID, "table '%s': topic '%s' has no partition %" PRId32 ", of which '%s' speaks", f->table->name, list->elems[0].topic,
                                 edge_->offsets[s].partition, startup ? "scan.startup.specific-offsets" : "scan.bounded.specific-offsets");
            one->offset = edge_->offsets[s].offset;
        }
        return fill_by_group(f, list, ANCHOR_EARLIEST, startup, err);
    }
    return WEIR_OK;
}

/* An end at the newest message lies behind transactions that are open: the reader waits for them, as Flink's does. Else rows were left
 * out that a job has just committed, for brokers answer a commit before its rows can be seen. */
static weir_status resolve_bound(finder *f, const edge *bound, rd_kafka_topic_partition_list_t *ends, weir_error *err) {
    const wr_kafka_setting own[] = {{"group.id", wr_kafka_group(f->table, f->arena)}, {"enable.auto.commit", "false"}, {"isolation.level", "read_uncommitted"}, {NULL, NULL}};
    const wr_kafka_client_config config = {.table = f->table, .role = WR_KAFKA_CONSUMER, .client_id = wr_arena_printf(f->arena, "weir-%s-end", f->table->name), .own = own};
    wr_kafka_client *seeing = f->client, *all;
    if (bound->anchor != ANCHOR_LATEST && bound->anchor != ANCHOR_TIME)
        return resolve(f, bound, false, ends, err);
    WEIR_TRY(wr_kafka_client_create(&config, &all, err));
    f->client = all;
    weir_status status = wr_kafka_client_reach(all, f->limit_ms, err);
    if (status == WEIR_OK)
        status = resolve(f, bound, false, ends, err);
    f->client = seeing;
    wr_kafka_client_destroy(all);
    return status;
}

static weir_status find(finder *f, const edge *start, const edge *bound, struct weir_arena *arena, weir_split **splits, uint32_t *count, weir_error *err) {
    rd_kafka_topic_partition_list_t *ends = NULL;
    weir_status status;
    WEIR_TRY(wr_kafka_client_reach(f->client, f->limit_ms, err));
    WEIR_TRY(add_all(f, err));
    ends = rd_kafka_topic_partition_list_copy(f->found);
    WEIR_TRY_GOTO(status, resolve(f, start, true, f->found, err), done);
    WEIR_TRY_GOTO(status, resolve_bound(f, bound, ends, err), done);
    *splits = wr_arena_calloc(arena, (size_t)f->found->cnt + 1, sizeof **splits);
    *count = 0;
    for (int i = 0; i < f->found->cnt; i++) {
        const rd_kafka_topic_partition_t *one = &f->found->elems[i];
        const wr_kafka_position position = {.next = one->offset, .bound = bound->anchor == ANCHOR_NONE ? WR_KAFKA_NO_BOUND : ends->elems[i].offset,
                                            .leader_epoch = -1, .mark_offset = -1};
        if (one->offset < 0 || position.bound < 0) {
            status = weir_fail(err, WEIR_UNAVAILABLE, "table '%s': the broker does not say where partition %s[%" PRId32 "] begins and ends", f->table->name, one->topic, one->partition);
            goto done;
        }
        (*splits)[(*count)++] = (weir_split){.id = wr_arena_printf(arena, "%s-%" PRId32, one->topic, one->partition), .position = wr_kafka_position_encode(&position, arena)};
    }
done:
    rd_kafka_topic_partition_list_destroy(ends);
    return status;
}

weir_status wr_kafka_discover(const weir_table_info *table, struct weir_arena *arena, weir_split **splits, uint32_t *count, weir_error *err) {
    wr_arena *scratch = wr_arena_create(0);
    finder    f = {.table = table, .arena = scratch, .begin_ns = table->env->monotonic_ns(table->env->self), .limit_ms = LIMIT_MS};
    edge      start = {.anchor = ANCHOR_EARLIEST}, bound;
    const wr_kafka_setting own[] = {{"group.id", wr_kafka_group(table, scratch)}, {"enable.auto.commit", "false"}, {NULL, NULL}};
    const wr_kafka_client_config config = {.table = table, .role = WR_KAFKA_CONSUMER, .client_id = wr_arena_printf(scratch, "weir-%s-discovery", table->name), .own = own};
    weir_status status;
    f.found = rd_kafka_topic_partition_list_new(16);
    *splits = NULL;
    *count = 0;
    if (!table->resumed)
        WEIR_TRY_GOTO(status, edge_of(table, true, scratch, &start, err), done);
    WEIR_TRY_GOTO(status, edge_of(table, false, scratch, &bound, err), done);
    WEIR_TRY_GOTO(status, wr_kafka_client_create(&config, &f.client, err), done);
    status = find(&f, &start, &bound, arena, splits, count, err);
done:
    wr_kafka_client_destroy(f.client);
    rd_kafka_topic_partition_list_destroy(f.found);
    wr_arena_destroy(scratch);
    return status;
}
