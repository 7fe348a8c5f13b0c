/* connect/kafka/txn.c - transactions that stand open on a cluster: who they belong to, what they hold, and ending them.
 *
 * Invariants
 *   - Abort is InitProducerId for the id, as a new owner does it: a living owner is fenced and learns of it. An EndTxn in the
 *     owner's name would let it go on in the next transaction without what it wrote before.
 *   - Commit is EndTxn with the producer id and epoch that were looked at. With transaction.version=2 the epoch grows by it, so
 *     that no repeated request ends a later transaction; with 1 it is repeated only when the same transaction is seen open again.
 *   - A group weir-<job> whose offsets hold evidence makes <anything>-<job> a transaction of that job. So does the usual prefix
 *     alone: the evidence may be gone. */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "connect/kafka/evidence.h"
#include "connect/kafka/internal.h"
#include "connect/kafka/link.h"

#define SETTLE_MS   30000  /* for coordinators that load, leaders that move, and transactions that end */
#define RETRY_US    100000
#define IDS_AT_ONCE 200u
#define DASHES_MAX  16u    /* in a transactional id: places where a job's name may begin */

typedef struct session {
    const wr_env   *env;
    wr_kafka_links *links;
    wr_arena       *arena;
    bool            reached; /* brokers answered before: one that does not now may only be restarting */
} session;

static int64_t now_ms(const session *s) { return s->env->monotonic_ns(s->env->self) / 1000000; }

static bool rest(const session *s, int64_t end_ms) {
    if (now_ms(s) >= end_ms)
        return false;
    s->env->sleep_us(s->env->self, RETRY_US);
    return true;
}

/* What a code that does not pass means for the user. */
static weir_status fail_code(int16_t code, const char *what, weir_error *err) {
    wr_arena   *arena = wr_arena_create(0);
    const char *name = wr_wire_error(code, arena);
    weir_status status;
    switch (code) {
    case WR_KAFKA_ID_DENIED:
        status = weir_fail(err, WEIR_INVALID, "%s: this user may not: allow DESCRIBE (to end one, WRITE) on the transactional id (%s)", what, name);
        break;
    case WR_KAFKA_CLUSTER_DENIED:
    case WR_KAFKA_TOPIC_DENIED:
    case WR_KAFKA_GROUP_DENIED:
        status = weir_fail(err, WEIR_INVALID, "%s: this user may not (%s)", what, name);
        break;
    case WR_KAFKA_OLD_EPOCH:
    case WR_KAFKA_FENCED:
    case WR_KAFKA_WRONG_PRODUCER_ID:
        status = weir_fail(err, WEIR_FENCED, "%s: its owner has moved on meanwhile (%s); look again with `weir txn list`", what, name);
        break;
    default:
        status = weir_fail(err, WEIR_UNAVAILABLE, "%s: %s", what, name);
        break;
    }
    wr_arena_destroy(arena);
    return status;
}

static weir_status ask(session *s, int32_t node, wr_arena *arena, const char **frame, size_t *size, weir_error *err) {
    return wr_kafka_links_ask(s->links, node, arena, frame, size, err);
}

/* ---- the cluster ---- */

static weir_status get_metadata(session *s, const char *const *topics, uint32_t count, wr_arena *arena, wr_wire_metadata *metadata, weir_error *err) {
    const char *frame;
    size_t      size;
    int32_t     number = wr_kafka_links_number(s->links);
    wr_wire_ask_metadata(wr_kafka_links_request(s->links), number, topics, count);
    WEIR_TRY(ask(s, WR_KAFKA_ANY_NODE, arena, &frame, &size, err));
    WEIR_TRY(wr_wire_metadata_of(frame, size, number, arena, metadata, err));
    for (uint32_t i = 0; i < metadata->node_count; i++)
        wr_kafka_links_learn(s->links, &metadata->nodes[i]);
    s->reached = true;
    return WEIR_OK;
}

/* A group that this user may not read is no failure: *code says it. */
static weir_status get_coordinator(session *s, const char *key, bool transaction, int64_t end_ms, wr_arena *arena, int32_t *node, int16_t *code, weir_error *err) {
    for (;;) {
        wr_wire_node found = {.id = -1};
        const char  *frame;
        size_t       size;
        int32_t      number = wr_kafka_links_number(s->links);
        wr_wire_ask_coordinator(wr_kafka_links_request(s->links), number, key, transaction);
        WEIR_TRY(ask(s, WR_KAFKA_ANY_NODE, arena, &frame, &size, err));
        WEIR_TRY(wr_wire_coordinator_of(frame, size, number, arena, code, &found, err));
        if (*code == WR_KAFKA_GROUP_DENIED)
            return WEIR_OK;
        if (*code == 0) {
            wr_kafka_links_learn(s->links, &found);
            *node = found.id;
            return WEIR_OK;
        }
        if (!wr_wire_passes(*code) || !rest(s, end_ms))
            return fail_code(*code, wr_arena_printf(arena, "the coordinator of '%s' is not known", key), err);
    }
}

/* ---- which transactions there are ---- */

typedef struct looks { wr_wire_transaction **all; int32_t *nodes; size_t count, capacity, node_capacity; } looks;

static void keep(looks *l, wr_arena *arena, wr_wire_transaction *one, int32_t node) {
    l->all = wr_arena_grow(arena, l->all, l->count, &l->capacity, sizeof *l->all);
    l->nodes = wr_arena_grow(arena, l->nodes, l->count, &l->node_capacity, sizeof *l->nodes);
    l->all[l->count] = one;
    l->nodes[l->count++] = node;
}

/* *moved: an id has another coordinator by now; ask again from the beginning. */
static weir_status describe(session *s, int32_t node, const char *const *ids, uint32_t count, wr_arena *arena, looks *l, bool *moved, weir_error *err) {
    wr_wire_transaction *list;
    const char          *frame;
    size_t               size;
    uint32_t             found;
    int32_t              number = wr_kafka_links_number(s->links);
    wr_wire_ask_describe(wr_kafka_links_request(s->links), number, ids, count);
    WEIR_TRY(ask(s, node, arena, &frame, &size, err));
    WEIR_TRY(wr_wire_describe_of(frame, size, number, arena, &list, &found, err));
    for (uint32_t i = 0; i < found; i++) {
        if (list[i].code == 0)
            keep(l, arena, &list[i], node);
        else if (wr_wire_passes(list[i].code))
            *moved = true;
        else if (list[i].code != WR_KAFKA_NO_SUCH_ID)
            return fail_code(list[i].code, wr_arena_printf(arena, "transaction '%s' cannot be looked at", list[i].id), err);
    }
    return WEIR_OK;
}

static weir_status list_node(session *s, const wr_wire_node *node, bool all, wr_arena *arena, looks *l, bool *moved, weir_error *err) {
    static const char *const open_states[] = {"Ongoing", "PrepareCommit", "PrepareAbort"};
    wr_wire_listed *list;
    const char     *frame;
    size_t          size;
    uint32_t        found;
    int16_t         code;
    int32_t         number = wr_kafka_links_number(s->links);
    wr_wire_ask_list(wr_kafka_links_request(s->links), number, open_states, all ? 0 : (uint32_t)WR_COUNT_OF(open_states));
    WEIR_TRY(ask(s, node->id, arena, &frame, &size, err));
    WEIR_TRY(wr_wire_list_of(frame, size, number, arena, &code, &list, &found, err));
    if (wr_wire_passes(code)) {
        *moved = true;
        return WEIR_OK;
    }
    if (code != 0)
        return fail_code(code, wr_arena_printf(arena, "the transactions of broker %" PRId32 " cannot be listed", node->id), err);
    const char **ids = wr_arena_calloc(arena, found + 1, sizeof *ids);
    for (uint32_t i = 0; i < found; i++)
        ids[i] = list[i].id;
    for (uint32_t i = 0; i < found; i += IDS_AT_ONCE)
        WEIR_TRY(describe(s, node->id, ids + i, WR_MIN(found - i, IDS_AT_ONCE), arena, l, moved, err));
    return WEIR_OK;
}

static weir_status look_once(session *s, const char *const *ids, uint32_t id_count, bool all, int64_t end_ms, wr_arena *arena, looks *l, bool *moved, weir_error *err) {
    wr_wire_metadata metadata;
    *l = (looks){0};
    *moved = false;
    WEIR_TRY(get_metadata(s, NULL, 0, arena, &metadata, err));
    for (uint32_t i = 0; i < id_count; i++) {
        int32_t node;
        int16_t code;
        WEIR_TRY(get_coordinator(s, ids[i], true, end_ms, arena, &node, &code, err));
        WEIR_TRY(describe(s, node, &ids[i], 1, arena, l, moved, err));
    }
    for (uint32_t i = 0; id_count == 0 && i < metadata.node_count; i++)
        WEIR_TRY(list_node(s, &metadata.nodes[i], all, arena, l, moved, err));
    return WEIR_OK;
}

static weir_status look(session *s, const char *const *ids, uint32_t id_count, bool all, wr_arena *arena, looks *l, weir_error *err) {
    int64_t end_ms = now_ms(s) + SETTLE_MS;
    for (;;) {
        bool        moved;
        weir_status status = look_once(s, ids, id_count, all, end_ms, arena, l, &moved, err);
        if (status == WEIR_OK && !moved)
            return WEIR_OK;
        if (status != WEIR_OK && status != WEIR_UNAVAILABLE)
            return status;
        if (status == WEIR_UNAVAILABLE && (!s->reached || now_ms(s) + SETTLE_MS / 2 >= end_ms))
            return status;
        if (!rest(s, end_ms))
            return status != WEIR_OK ? status : weir_fail(err, WEIR_UNAVAILABLE, "the coordinators of transactions keep moving between the brokers; try again later");
    }
}

/* ---- what they hold ---- */

static bool is_open(const char *state) { return strcmp(state, "Ongoing") == 0 || strncmp(state, "Prepare", 7) == 0; }
static bool is_internal(const char *topic) { return strcmp(topic, "__consumer_offsets") == 0 || strcmp(topic, "__transaction_state") == 0; }

typedef struct contents {
    wr_wire_partition *partitions; size_t count, capacity; /* of all open transactions, each once, sorted by topic */
    wr_wire_producer **producers;  uint32_t *producer_counts; size_t answers, answer_capacity, count_capacity;
} contents;

static int by_place(const void *left, const void *right) {
    const wr_wire_partition *a = left, *b = right;
    if (a->leader != b->leader)
        return a->leader < b->leader ? -1 : 1;
    int order = strcmp(a->topic, b->topic);
    return order != 0 ? order : (a->partition > b->partition) - (a->partition < b->partition);
}

static void gather(const looks *l, wr_arena *arena, contents *c) {
    for (size_t i = 0; i < l->count; i++)
        for (uint32_t p = 0; p < l->all[i]->partition_count && is_open(l->all[i]->state); p++) {
            if (is_internal(l->all[i]->partitions[p].topic))
                continue;
            c->partitions = wr_arena_grow(arena, c->partitions, c->count, &c->capacity, sizeof *c->partitions);
            c->partitions[c->count++] = l->all[i]->partitions[p];
        }
    if (c->count == 0)
        return;
    qsort(c->partitions, c->count, sizeof *c->partitions, by_place);
    size_t kept = 0;
    for (size_t i = 0; i < c->count; i++)
        if (kept == 0 || by_place(&c->partitions[kept - 1], &c->partitions[i]) != 0)
            c->partitions[kept++] = c->partitions[i];
    c->count = kept;
}

static weir_status find_leaders(session *s, wr_arena *arena, contents *c, weir_error *err) {
    const char     **topics = wr_arena_calloc(arena, c->count + 1, sizeof *topics);
    uint32_t         topic_count = 0;
    wr_wire_metadata metadata;
    for (size_t i = 0; i < c->count; i++)
        if (topic_count == 0 || strcmp(topics[topic_count - 1], c->partitions[i].topic) != 0)
            topics[topic_count++] = c->partitions[i].topic;
    WEIR_TRY(get_metadata(s, topics, topic_count, arena, &metadata, err));
    for (size_t i = 0; i < c->count; i++)
        for (uint32_t k = 0; k < metadata.partition_count; k++)
            if (metadata.partitions[k].partition == c->partitions[i].partition && strcmp(metadata.partitions[k].topic, c->partitions[i].topic) == 0)
                c->partitions[i].leader = metadata.partitions[k].leader;
    qsort(c->partitions, c->count, sizeof *c->partitions, by_place);
    return WEIR_OK;
}

static weir_status ask_leader(session *s, wr_arena *arena, contents *c, wr_wire_partition *partitions, uint32_t count, weir_error *err) {
    const char *frame;
    size_t      size;
    int32_t     number = wr_kafka_links_number(s->links);
    wr_wire_ask_producers(wr_kafka_links_request(s->links), number, partitions, count);
    WEIR_TRY(ask(s, partitions[0].leader, arena, &frame, &size, err));
    c->producers = wr_arena_grow(arena, c->producers, c->answers, &c->answer_capacity, sizeof *c->producers);
    c->producer_counts = wr_arena_grow(arena, c->producer_counts, c->answers, &c->count_capacity, sizeof *c->producer_counts);
    WEIR_TRY(wr_wire_producers_of(frame, size, number, arena, partitions, count, &c->producers[c->answers], &c->producer_counts[c->answers], err));
    c->answers++;
    number = wr_kafka_links_number(s->links);
    wr_wire_ask_ends(wr_kafka_links_request(s->links), number, partitions, count);
    WEIR_TRY(ask(s, partitions[0].leader, arena, &frame, &size, err));
    return wr_wire_ends_of(frame, size, number, arena, partitions, count, err);
}

/* What cannot be learned stays unknown: rights may be missing, leaders away. */
static void learn_contents(session *s, const looks *l, wr_arena *arena, contents *c) {
    weir_error ignored;
    *c = (contents){0};
    gather(l, arena, c);
    if (c->count == 0 || find_leaders(s, arena, c, &ignored) != WEIR_OK)
        return;
    for (size_t i = 0; i < c->count;) {
        size_t run = i;
        while (run < c->count && c->partitions[run].leader == c->partitions[i].leader)
            run++;
        if (c->partitions[i].leader >= 0)
            (void)ask_leader(s, arena, c, &c->partitions[i], (uint32_t)(run - i), &ignored);
        i = run;
    }
}

static const wr_wire_producer *producer_at(const contents *c, const char *topic, int32_t partition, int64_t producer_id) {
    for (size_t a = 0; a < c->answers; a++)
        for (uint32_t k = 0; k < c->producer_counts[a]; k++) {
            const wr_wire_producer *one = &c->producers[a][k];
            if (one->producer_id == producer_id && one->partition == partition && strcmp(one->topic, topic) == 0)
                return one;
        }
    return NULL;
}

static const wr_wire_partition *partition_at(const contents *c, const char *topic, int32_t partition) {
    for (size_t i = 0; i < c->count; i++)
        if (c->partitions[i].partition == partition && strcmp(c->partitions[i].topic, topic) == 0)
            return &c->partitions[i];
    return NULL;
}

static uint64_t mixed(uint64_t mark, uint64_t value) { return wr_hash_u64(mark ^ wr_hash_u64(value + 1)); }

static void fill_parts(const wr_wire_transaction *from, const contents *c, wr_arena *arena, weir_transaction *to) {
    weir_transaction_part *parts = wr_arena_calloc(arena, from->partition_count + 1, sizeof *parts);
    to->messages_known = true;
    to->active_ms = -1;
    for (uint32_t p = 0; p < from->partition_count; p++) {
        const char              *topic = from->partitions[p].topic;
        const wr_wire_producer  *producer = producer_at(c, topic, from->partitions[p].partition, from->producer_id);
        const wr_wire_partition *place = partition_at(c, topic, from->partitions[p].partition);
        parts[p] = (weir_transaction_part){.topic = topic, .partition = from->partitions[p].partition, .begin = -1, .end = -1};
        if (place && place->code == 0)
            parts[p].end = place->offset;
        if (producer) {
            parts[p].begin = producer->begin_offset;
            to->active_ms = WR_MAX(to->active_ms, producer->active_ms);
            to->mark = mixed(mixed(to->mark, (uint64_t)(uint32_t)producer->sequence), (uint64_t)producer->active_ms);
        }
        to->mark = mixed(mixed(to->mark, wr_hash_bytes(topic, strlen(topic))), (uint64_t)(uint32_t)parts[p].partition);
        if (parts[p].begin >= 0 && parts[p].end >= parts[p].begin)
            to->messages_max += (uint64_t)(parts[p].end - parts[p].begin);
        else if (!is_internal(topic) && (!place || place->leader < 0 || place->code != 0 || parts[p].end < 0))
            to->messages_known = false; /* else: nothing was written there yet */
    }
    to->parts = parts;
    to->part_count = from->partition_count;
}

/* ---- whose they are ---- */

static weir_status read_group(session *s, const char *group, wr_arena *arena, wr_kafka_evidence *evidence, bool *found, bool *denied, weir_error *err) {
    wr_wire_offset *offsets;
    const char     *frame;
    size_t          size;
    uint32_t        count;
    int32_t         node, number;
    int64_t         end_ms = now_ms(s) + SETTLE_MS;
    int16_t         code;
    *found = *denied = false;
    for (;;) {
        WEIR_TRY(get_coordinator(s, group, false, end_ms, arena, &node, &code, err));
        *denied = code == WR_KAFKA_GROUP_DENIED;
        if (*denied)
            return WEIR_OK;
        number = wr_kafka_links_number(s->links);
        wr_wire_ask_group(wr_kafka_links_request(s->links), number, group);
        WEIR_TRY(ask(s, node, arena, &frame, &size, err));
        WEIR_TRY(wr_wire_group_of(frame, size, number, arena, &code, &offsets, &count, err));
        *denied = code == WR_KAFKA_GROUP_DENIED;
        if (code == 0 || *denied)
            break;
        if (!wr_wire_passes(code) || !rest(s, end_ms))
            return fail_code(code, wr_arena_printf(arena, "the offsets of group '%s', which would show a Weir job, cannot be read", group), err);
    }
    for (uint32_t i = 0; i < count; i++) {
        wr_kafka_evidence each;
        if (!offsets[i].metadata || !wr_kafka_evidence_parse(offsets[i].metadata, offsets[i].metadata_size, &each))
            continue;
        if (!*found || each.checkpoint_id > evidence->checkpoint_id)
            *evidence = each;
        *found = true;
    }
    return WEIR_OK;
}

static weir_status find_job(session *s, wr_arena *arena, weir_transaction *one, weir_error *err) {
    uint32_t dashes = 0;
    for (const char *at = one->id; (at = strchr(at, '-')) != NULL && dashes < DASHES_MAX; dashes++) {
        wr_kafka_evidence evidence;
        bool              found, denied;
        at++;
        if (!*at || strlen(at) + 5 > INT16_MAX)
            continue;
        const char *group = wr_arena_printf(arena, "weir-%s", at);
        WEIR_TRY(read_group(s, group, arena, &evidence, &found, &denied, err));
        if (found) {
            one->job = at;
            one->evidence = true;
            one->checkpoint_id = evidence.checkpoint_id;
            return WEIR_OK;
        }
        if (denied && !one->hidden)
            one->hidden = group;
    }
    if (strncmp(one->id, "weir-", 5) == 0 && one->id[5])
        one->job = one->id + 5;
    return WEIR_OK;
}

/* ---- the seam ---- */

static int by_age(const void *left, const void *right) {
    const weir_transaction *a = left, *b = right;
    if (a->open != b->open)
        return a->open ? -1 : 1;
    if (a->begin_ms != b->begin_ms)
        return a->begin_ms < b->begin_ms ? -1 : 1;
    return strcmp(a->id, b->id);
}

static weir_status txn_list(void *self, const char *const *ids, uint32_t id_count, bool all, struct weir_arena *arena, weir_transaction **list, uint32_t *count, weir_error *err) {
    session *s = self;
    looks    l;
    contents c;
    for (uint32_t i = 0; i < id_count; i++)
        if (!*ids[i] || strlen(ids[i]) > INT16_MAX)
            return weir_fail(err, WEIR_INVALID, "'%.100s' is no transactional id", ids[i]);
    WEIR_TRY(look(s, ids, id_count, all, arena, &l, err));
    learn_contents(s, &l, arena, &c);
    *list = wr_arena_calloc(arena, l.count + 1, sizeof **list);
    *count = (uint32_t)l.count;
    for (size_t i = 0; i < l.count; i++) {
        const wr_wire_transaction *from = l.all[i];
        weir_transaction          *to = &(*list)[i];
        *to = (weir_transaction){.id = from->id, .state = from->state, .open = is_open(from->state), .decided = strncmp(from->state, "Prepare", 7) == 0,
                                 .producer_id = from->producer_id, .epoch = from->epoch, .begin_ms = from->begin_ms, .timeout_ms = from->timeout_ms, .place = l.nodes[i]};
        to->mark = mixed(mixed(mixed((uint64_t)from->producer_id, (uint64_t)(uint16_t)from->epoch), (uint64_t)from->begin_ms), wr_hash_bytes(from->state, strlen(from->state)));
        fill_parts(from, &c, arena, to);
        if (to->open || id_count != 0)
            WEIR_TRY(find_job(s, arena, to, err));
    }
    qsort(*list, *count, sizeof **list, by_age);
    return WEIR_OK;
}

/* *there: the same transaction is still open and undecided; *state: what it is now ("" unknown id). */
static weir_status look_again(session *s, const weir_transaction *one, wr_arena *arena, bool *there, bool *same, const char **state, int32_t *node, weir_error *err) {
    looks l;
    WEIR_TRY(look(s, &one->id, 1, true, arena, &l, err));
    *there = *same = false;
    *state = "";
    if (l.count == 0)
        return WEIR_OK;
    const wr_wire_transaction *now = l.all[0];
    *node = l.nodes[0];
    *state = now->state;
    *same = now->producer_id == one->producer_id && now->begin_ms == one->begin_ms;
    *there = *same && now->epoch == one->epoch && strcmp(now->state, "Ongoing") == 0;
    return WEIR_OK;
}

static weir_status send_abort(session *s, const weir_transaction *one, int32_t node, wr_arena *arena, int16_t *code, weir_error *err) {
    const char *frame;
    size_t      size;
    int64_t     producer_id;
    int16_t     epoch;
    int32_t     number = wr_kafka_links_number(s->links);
    wr_wire_ask_init(wr_kafka_links_request(s->links), number, one->id, (int32_t)WR_MIN(one->timeout_ms, INT32_MAX));
    WEIR_TRY(ask(s, node, arena, &frame, &size, err));
    return wr_wire_init_of(frame, size, number, code, &producer_id, &epoch, err);
}

static weir_status send_commit(session *s, const weir_transaction *one, int32_t node, wr_arena *arena, int16_t *code, weir_error *err) {
    const char *frame;
    size_t      size;
    bool        version_2 = wr_kafka_links_transaction_version(s->links) >= 2;
    int32_t     number = wr_kafka_links_number(s->links);
    wr_wire_ask_end(wr_kafka_links_request(s->links), number, version_2, one->id, one->producer_id, (int16_t)one->epoch, true);
    WEIR_TRY(ask(s, node, arena, &frame, &size, err));
    return wr_wire_end_of(frame, size, number, version_2, code, err);
}

/* Each round looks first, and acts only on the transaction that was meant, undecided as it was then. */
static weir_status end_it(session *s, const weir_transaction *one, bool commit, wr_arena *arena, weir_error *err) {
    const char *what = wr_arena_printf(arena, "transaction '%s' cannot be %s", one->id, commit ? "committed" : "aborted");
    int64_t     end_ms = now_ms(s) + SETTLE_MS;
    bool        acted = false;
    for (;;) {
        const char *state;
        bool        there, same;
        int32_t     node = -1;
        int16_t     code = 0;
        WEIR_TRY(look_again(s, one, arena, &there, &same, &state, &node, err));
        if (acted && strcmp(state, commit ? "CompleteCommit" : "CompleteAbort") == 0)
            return WEIR_OK;
        if (acted && !commit && (strcmp(state, "Empty") == 0 || !*state))
            return WEIR_OK;
        if (acted && strcmp(state, commit ? "CompleteAbort" : "CompleteCommit") == 0)
            return weir_fail(err, WEIR_FENCED, "%s: it was %s by its owner, or by the broker, in the same moment", what, commit ? "aborted" : "committed");
        if (!there && !acted)
            return weir_fail(err, WEIR_FENCED, "%s: its owner or the broker was faster, it is %s now; look again with `weir txn list`", what, *state ? state : "not known any more");
        if (!there && strcmp(state, "Ongoing") == 0)
            return commit ? weir_fail(err, WEIR_FENCED, "%s for sure: its owner lives and has begun another one; see which of its records are there", what) : WEIR_OK;
        if (there) {
            weir_status status = commit ? send_commit(s, one, node, arena, &code, err) : send_abort(s, one, node, arena, &code, err);
            if (status != WEIR_OK && status != WEIR_UNAVAILABLE)
                return status;
            acted = true;
            if (status == WEIR_OK && code != 0 && !wr_wire_passes(code))
                return fail_code(code, what, err);
        }
        if (!rest(s, end_ms))
            return weir_fail(err, WEIR_UNAVAILABLE, "transaction '%s' is %s and does not get further; see later with `weir txn list`", one->id, state);
    }
}

static weir_status txn_end(void *self, const weir_transaction *one, bool commit, weir_error *err) {
    wr_arena   *arena = wr_arena_create(0);
    weir_status status = end_it(self, one, commit, arena, err);
    wr_arena_destroy(arena);
    return status;
}

static void txn_close(void *self) {
    session *s = self;
    if (!s)
        return;
    wr_kafka_links_close(s->links);
    wr_arena_destroy(s->arena);
}

static weir_status txn_open(const weir_table_info *table, void **self, weir_error *err) {
    wr_arena *arena = wr_arena_create(0);
    session  *s = wr_arena_calloc(arena, 1, sizeof *s);
    s->arena = arena;
    s->env = table->env;
    weir_status status = wr_kafka_links_open(table, &s->links, err);
    if (status != WEIR_OK)
        txn_close(s);
    *self = status == WEIR_OK ? s : NULL;
    return status;
}

const weir_transactions wr_kafka_transactions = {.open = txn_open, .list = txn_list, .end = txn_end, .close = txn_close};
