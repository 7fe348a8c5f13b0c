/* engine/txn.c - `weir txn list|commit|abort`: transactions that stand open outside, and ending them with care.
 *
 * Before anything is ended: every id is looked up, whatever speaks against it is said, the transactions are watched for a while -
 * one that moves has a living owner - and the caller's `confirm` has agreed. Only then is the first one ended. */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "engine/engine.h"
#include "plan/table.h"

#define WATCH_MS          5000
#define PROPERTY_FILE_MAX (1u << 20)

typedef struct cluster {
    const char               *servers;
    weir_table_info           table;
    const weir_transactions  *connector;
    void                     *session;
    weir_transaction         *list; uint32_t count;
} cluster;

typedef struct work {
    weir_engine            *engine;
    const weir_options_txn *options;
    wr_arena               *arena;
    wr_session             *session;  /* NULL: no scripts */
    wr_session_job         *jobs; uint32_t job_count;
    cluster                *clusters; size_t cluster_count, cluster_capacity;
    weir_option            *properties; size_t property_count, property_capacity;
} work;

static const wr_env *env_of(const work *w) { return w->engine->io_env; }

/* ---- where to ask ---- */

static weir_status add_property(work *w, const char *text, const char *where, weir_error *err) {
    const char *equals = strchr(text, '=');
    if (!equals || equals == text) /* the text may be a secret: it is not shown */
        return weir_fail(err, WEIR_INVALID, "%s: a property is written name=value, as security.protocol=SSL", where);
    const char *name = wr_arena_strndup(w->arena, text, (size_t)(equals - text));
    if (strncmp(name, "properties.", 11) == 0)
        name += 11;
    if (strcmp(name, "bootstrap.servers") == 0)
        return weir_fail(err, WEIR_INVALID, "%s: 'bootstrap.servers' is given with --bootstrap", where);
    w->properties = wr_arena_grow(w->arena, w->properties, w->property_count, &w->property_capacity, sizeof *w->properties);
    w->properties[w->property_count++] = (weir_option){.name = wr_arena_printf(w->arena, "properties.%s", name), .value = wr_arena_strdup(w->arena, equals + 1)};
    return WEIR_OK;
}

/* Lines name=value; empty ones and those with '#' in front say nothing. */
static weir_status read_properties(work *w, const char *path, weir_error *err) {
    char  *text;
    size_t size;
    weir_status status = wr_file_load(env_of(w), path, PROPERTY_FILE_MAX, w->arena, &text, &size, err);
    if (status != WEIR_OK)
        return status == WEIR_IO ? WEIR_INVALID : status;
    uint32_t line = 1;
    for (char *at = text; *at; line++) {
        size_t length = strcspn(at, "\n");
        char  *next = at + length + (at[length] != '\0');
        at[length] = '\0';
        for (; length > 0 && (at[length - 1] == '\r' || at[length - 1] == ' ' || at[length - 1] == '\t'); length--)
            at[length - 1] = '\0';
        at += strspn(at, " \t");
        if (*at && *at != '#')
            WEIR_TRY(add_property(w, at, wr_arena_printf(w->arena, "%s:%" PRIu32, path, line), err));
        at = next;
    }
    return WEIR_OK;
}

static void add_cluster(work *w, const char *name, const char *servers, const weir_connector *connector, const weir_options *own) {
    for (size_t i = 0; i < w->cluster_count; i++)
        if (strcmp(w->clusters[i].servers, servers) == 0)
            return;
    size_t        own_count = own ? own->count : 0, count = 0;
    weir_option  *items = wr_arena_calloc(w->arena, own_count + w->property_count + 1, sizeof *items);
    weir_options *options = wr_arena_calloc(w->arena, 1, sizeof *options);
    for (size_t i = 0; i < own_count; i++)
        items[count++] = own->items[i];
    if (!own)
        items[count++] = (weir_option){.name = "properties.bootstrap.servers", .value = servers};
    for (size_t i = 0; i < w->property_count; i++)
        items[count++] = w->properties[i]; /* the last one of a name counts */
    *options = (weir_options){.items = items, .count = (uint32_t)count, .specs = connector->options};
    w->clusters = wr_arena_grow(w->arena, w->clusters, w->cluster_count, &w->cluster_capacity, sizeof *w->clusters);
    w->clusters[w->cluster_count++] = (cluster){.servers = servers, .connector = connector->transactions, .table = {.name = name, .options = options, .env = env_of(w)}};
}

static weir_status clusters_of_scripts(work *w, weir_error *err) {
    const wr_table **tables;
    uint32_t         count, found = 0;
    WEIR_TRY(wr_session_open(w->engine, w->options->scripts, w->options->script_count, &w->session, err));
    wr_session_jobs(w->session, w->arena, &w->jobs, &w->job_count);
    wr_session_tables(w->session, w->arena, &tables, &count);
    for (uint32_t i = 0; i < count; i++) {
        const char *servers = tables[i]->connector && tables[i]->connector->transactions ? weir_options_text(&tables[i]->options, "properties.bootstrap.servers") : NULL;
        if (!servers)
            continue;
        found++;
        if (!w->options->bootstrap || strcmp(w->options->bootstrap, servers) == 0)
            add_cluster(w, tables[i]->name, servers, tables[i]->connector, &tables[i]->options);
    }
    if (found == 0)
        return weir_fail(err, WEIR_INVALID, "no table of the script has the connector 'kafka' or 'upsert-kafka'; name the cluster with --bootstrap HOST:PORT");
    if (w->cluster_count == 0)
        return weir_fail(err, WEIR_INVALID, "no Kafka table of the script has 'properties.bootstrap.servers' = '%s'; leave out --bootstrap, or write it as the table does", w->options->bootstrap);
    return WEIR_OK;
}

static weir_status find_clusters(work *w, weir_error *err) {
    const weir_connector *kafka = weir_registry_connector(w->engine->registry, "kafka");
    if (w->options->property_file)
        WEIR_TRY(read_properties(w, w->options->property_file, err));
    for (uint32_t i = 0; i < w->options->property_count; i++)
        WEIR_TRY(add_property(w, w->options->properties[i], "--property", err));
    if (w->options->script_count != 0)
        return clusters_of_scripts(w, err);
    if (!w->options->bootstrap || !*w->options->bootstrap)
        return weir_fail(err, WEIR_INVALID, "name the cluster: --bootstrap HOST:PORT, or --script job.sql");
    if (!kafka || !kafka->transactions)
        return weir_fail(err, WEIR_UNSUPPORTED, "this build has no connector 'kafka'");
    add_cluster(w, "", w->options->bootstrap, kafka, NULL);
    return WEIR_OK;
}

/* "table '': " of a cluster that was named on the command line says nothing to the user. */
static weir_status without_table(weir_status status, weir_error *err) {
    static const char prefix[] = "table '': ";
    if (status != WEIR_OK && strncmp(err->message, prefix, sizeof prefix - 1) == 0)
        memmove(err->message, err->message + sizeof prefix - 1, strlen(err->message) - sizeof prefix + 2);
    return status;
}

/* Fills the lists of all clusters, in arena. */
static weir_status look(work *w, wr_arena *arena, weir_error *err) {
    for (size_t i = 0; i < w->cluster_count; i++) {
        cluster *one = &w->clusters[i];
        if (!one->session)
            WEIR_TRY(without_table(one->connector->open(&one->table, &one->session, err), err));
        WEIR_TRY(one->connector->list(one->session, w->options->ids, w->options->id_count, w->options->all, arena, &one->list, &one->count, err));
        for (uint32_t t = 0; t < one->count; t++)
            for (uint32_t j = 0; j < w->job_count && !one->list[t].job; j++) { /* a job of the script with another prefix, and no evidence yet */
                size_t id_size = strlen(one->list[t].id), name_size = strlen(w->jobs[j].name);
                if (id_size > name_size + 1 && one->list[t].id[id_size - name_size - 1] == '-' && strcmp(one->list[t].id + id_size - name_size, w->jobs[j].name) == 0)
                    one->list[t].job = w->jobs[j].name;
            }
    }
    return WEIR_OK;
}

/* ---- as people read it ---- */

static void add_span(wr_buffer *out, int64_t ms) {
    int64_t s = ms < 0 ? 0 : ms / 1000;
    if (s >= 172800)
        wr_buffer_printf(out, "%" PRId64 " days", s / 86400);
    else if (s >= 7200)
        wr_buffer_printf(out, "%" PRId64 " h %" PRId64 " min", s / 3600, s / 60 % 60);
    else if (s >= 60)
        wr_buffer_printf(out, "%" PRId64 " min %" PRId64 " s", s / 60, s % 60);
    else
        wr_buffer_printf(out, "%" PRId64 " s", s);
}

/* What came from outside may hold anything: control characters do not get to a terminal. */
static void add_clean(wr_buffer *out, const char *text) {
    for (; *text; text++)
        wr_buffer_byte(out, (unsigned char)*text < 0x20 || *text == 0x7f ? '?' : *text);
}

static void add_topics(wr_buffer *out, const weir_transaction *one) {
    uint32_t shown = 0;
    for (uint32_t p = 0; p < one->part_count && shown < 12; p++, shown++) {
        wr_buffer_text(out, shown ? ", " : "");
        add_clean(out, one->parts[p].topic);
        wr_buffer_printf(out, "[%" PRId32 "]", one->parts[p].partition);
    }
    if (shown < one->part_count)
        wr_buffer_printf(out, " and %" PRIu32 " more", one->part_count - shown);
    wr_buffer_text(out, one->part_count ? "\n" : "none yet\n");
}

static void add_loss(wr_buffer *out, const weir_transaction *one, bool commit) {
    if (one->decided) {
        wr_buffer_text(out, "  its end         is decided, the brokers are carrying it out\n");
        return;
    }
    wr_buffer_text(out, commit ? "  a commit shows  " : "  an abort loses  ");
    if (one->messages_known)
        wr_buffer_printf(out, "at most %" PRIu64 " message%s", one->messages_max, one->messages_max == 1 ? "" : "s");
    else
        wr_buffer_text(out, "nobody can say how much: not every partition could be looked at");
    if (commit)
        wr_buffer_text(out, "; its owner may have meant to write more into it\n");
    else
        wr_buffer_text(out, one->job ? "; the job's next start writes them again\n" : "\n");
}

static void add_text(const work *w, wr_buffer *out, const weir_transaction *one, bool commit) {
    int64_t now_ms = env_of(w)->wall_ms(env_of(w)->self);
    add_clean(out, one->id);
    wr_buffer_text(out, "\n  state           ");
    add_clean(out, one->state);
    if (one->begin_ms >= 0) {
        wr_buffer_text(out, one->open ? ", open for " : ", begun ");
        add_span(out, now_ms - one->begin_ms);
        wr_buffer_text(out, one->open ? "" : " ago");
    }
    if (one->open && !one->decided && one->begin_ms >= 0) {
        int64_t left = one->begin_ms + one->timeout_ms - now_ms;
        wr_buffer_text(out, left > 0 ? "; the brokers abort it in " : "; the brokers abort it any moment");
        if (left > 0)
            add_span(out, left);
    }
    wr_buffer_printf(out, "\n  producer        %" PRId64 ", epoch %" PRId32 ", timeout ", one->producer_id, one->epoch);
    add_span(out, one->timeout_ms);
    wr_buffer_text(out, "\n");
    if (!one->open)
        return;
    wr_buffer_text(out, "  of              ");
    if (one->job) {
        wr_buffer_text(out, "the Weir job '");
        add_clean(out, one->job);
        if (one->evidence)
            wr_buffer_printf(out, "', whose checkpoint %" PRIu64 " is the last one committed here\n", one->checkpoint_id);
        else
            wr_buffer_text(out, "', by its name\n");
    } else if (one->hidden) {
        wr_buffer_text(out, "nobody can say: this user may not read the consumer group '");
        add_clean(out, one->hidden);
        wr_buffer_text(out, "'\n");
    } else {
        wr_buffer_text(out, "another program than Weir\n");
    }
    wr_buffer_text(out, "  partitions      ");
    add_topics(out, one);
    add_loss(out, one, commit);
}

static void add_json_text(wr_buffer *out, const char *text) {
    wr_buffer_byte(out, '"');
    for (; *text; text++) {
        if ((unsigned char)*text < 0x20)
            wr_buffer_printf(out, "\\u%04x", (unsigned)(unsigned char)*text);
        else {
            if (*text == '"' || *text == '\\')
                wr_buffer_byte(out, '\\');
            wr_buffer_byte(out, *text);
        }
    }
    wr_buffer_byte(out, '"');
}

static void add_json_number(wr_buffer *out, const char *name, int64_t value, bool known) {
    if (known)
        wr_buffer_printf(out, ",\"%s\":%" PRId64, name, value);
    else
        wr_buffer_printf(out, ",\"%s\":null", name);
}

static void add_json(const work *w, wr_buffer *out, const cluster *from, const weir_transaction *one) {
    int64_t now_ms = env_of(w)->wall_ms(env_of(w)->self);
    wr_buffer_text(out, "{\"cluster\":");
    add_json_text(out, from->servers);
    wr_buffer_text(out, ",\"id\":");
    add_json_text(out, one->id);
    wr_buffer_text(out, ",\"state\":");
    add_json_text(out, one->state);
    wr_buffer_printf(out, ",\"open\":%s,\"job\":", one->open ? "true" : "false");
    if (one->job)
        add_json_text(out, one->job);
    else
        wr_buffer_text(out, "null");
    add_json_number(out, "checkpoint", (int64_t)one->checkpoint_id, one->evidence);
    add_json_number(out, "producer_id", one->producer_id, true);
    add_json_number(out, "epoch", one->epoch, true);
    add_json_number(out, "begin_ms", one->begin_ms, one->begin_ms >= 0);
    add_json_number(out, "age_ms", WR_MAX(now_ms - one->begin_ms, (int64_t)0), one->begin_ms >= 0);
    add_json_number(out, "timeout_ms", one->timeout_ms, true);
    add_json_number(out, "messages_max", (int64_t)one->messages_max, one->open && one->messages_known);
    wr_buffer_text(out, ",\"partitions\":[");
    for (uint32_t p = 0; p < one->part_count; p++) {
        wr_buffer_text(out, p ? ",{\"topic\":" : "{\"topic\":");
        add_json_text(out, one->parts[p].topic);
        add_json_number(out, "partition", one->parts[p].partition, true);
        add_json_number(out, "begin", one->parts[p].begin, one->parts[p].begin >= 0);
        add_json_number(out, "end", one->parts[p].end, one->parts[p].end >= 0);
        wr_buffer_text(out, "}");
    }
    wr_buffer_text(out, "]}\n");
}

static weir_status list(work *w, weir_error *err) {
    wr_buffer text = {0};
    WEIR_TRY(look(w, w->arena, err));
    for (size_t i = 0; i < w->cluster_count; i++) {
        const cluster *one = &w->clusters[i];
        if (w->cluster_count > 1 && !w->options->json && one->count != 0)
            wr_buffer_printf(&text, "cluster %s\n", one->servers);
        for (uint32_t t = 0; t < one->count; t++) {
            if (w->options->json)
                add_json(w, &text, one, &one->list[t]);
            else
                add_text(w, &text, &one->list[t], false);
        }
        if (one->count == 0 && !w->engine->options.quiet)
            wr_log(&w->engine->env, WR_LOG_INFO, w->options->all ? "%s: no transactional id is known" : "%s: no transaction is open", one->servers);
    }
    weir_status status = text.size ? wr_print(env_of(w), text.data, text.size, err) : WEIR_OK;
    wr_buffer_free(&text);
    return status;
}

/* ---- ending them ---- */

typedef struct target { cluster *at; weir_transaction *one; } target;

static weir_transaction *find(const cluster *one, const char *id) {
    for (uint32_t t = 0; t < one->count; t++)
        if (strcmp(one->list[t].id, id) == 0)
            return &one->list[t];
    return NULL;
}

static weir_status find_target(work *w, const char *id, target *found, weir_error *err) {
    target closed = {0};
    *found = (target){0};
    for (size_t i = 0; i < w->cluster_count; i++) {
        weir_transaction *one = find(&w->clusters[i], id);
        if (one && one->open && found->one)
            return weir_fail(err, WEIR_INVALID, "transaction '%s' is open on two clusters, %s and %s; name one with --bootstrap", id, found->at->servers, w->clusters[i].servers);
        if (one && one->open)
            *found = (target){&w->clusters[i], one};
        else if (one)
            closed = (target){&w->clusters[i], one};
    }
    if (!found->one)
        *found = closed;
    if (!found->one)
        return weir_fail(err, WEIR_INVALID, "the transactional id '%s' is not known there; `weir txn list` shows the open ones", id);
    if (found->one->decided)
        return weir_fail(err, WEIR_INVALID, "transaction '%s' is %s: its end is decided, the brokers are carrying it out; there is nothing left to do", id, found->one->state);
    return WEIR_OK;
}

static weir_status check_open(const target *t, weir_error *err) {
    return t->one->open ? WEIR_OK : weir_fail(err, WEIR_INVALID, "transaction '%s' is not open: it is %s; `weir txn list` shows those that are", t->one->id, t->one->state);
}

static bool is_locked(const wr_env *env, const char *path) {
    int fd = env->io->open(env->io->self, path, WR_OPEN_READ, 0);
    if (fd < 0)
        return false;
    bool locked = env->io->lock(env->io->self, fd) < 0;
    (void)env->io->close(env->io->self, fd);
    return locked;
}

static weir_status check_target(const work *w, const target *t, bool commit, int64_t *watch_ms, weir_error *err) {
    if (commit && t->one->job)
        return weir_fail(err, WEIR_INVALID, "transaction '%s' belongs to the Weir job '%s' and is not committed by hand: the job does not know of it, so its next start would go on from "
                         "its last committed checkpoint and write these rows a second time. Start the job: it aborts the transaction and writes them once. If it shall never start again: weir txn abort",
                         t->one->id, t->one->job);
    if (commit && t->one->hidden)
        return weir_fail(err, WEIR_INVALID, "nobody can say whether transaction '%s' belongs to a Weir job: this user may not read the consumer group '%s', where it would show; allow DESCRIBE on it",
                         t->one->id, t->one->hidden);
    if (!t->one->job) /* a job's may be between two: it is watched */
        WEIR_TRY(check_open(t, err));
    for (uint32_t j = 0; j < w->job_count && t->one->job; j++) {
        if (strcmp(w->jobs[j].name, t->one->job) != 0)
            continue;
        if (is_locked(env_of(w), wr_path_join(w->arena, w->jobs[j].folder, "lock")))
            return weir_fail(err, WEIR_FENCED, "transaction '%s' belongs to the Weir job '%s', which is running: the lock of %s is held. Stop the job first; that ends the transaction too",
                             t->one->id, t->one->job, w->jobs[j].folder);
        *watch_ms = WR_MAX(*watch_ms, w->jobs[j].interval_ms + w->jobs[j].interval_ms / 2);
    }
    return WEIR_OK;
}

/* Stands everything still? */
static weir_status watch(work *w, target *targets, int64_t watch_ms, weir_error *err) {
    const wr_env *env = env_of(w);
    int64_t       end_ns = env->monotonic_ns(env->self) + watch_ms * 1000000;
    wr_arena     *arena = wr_arena_create(0);
    weir_status   status = WEIR_OK;
    wr_log(&w->engine->env, WR_LOG_INFO, "watching for %" PRId64 " s whether an owner is alive", (watch_ms + 999) / 1000);
    for (bool over = false; status == WEIR_OK && !over;) {
        int64_t left_ns = end_ns - env->monotonic_ns(env->self);
        if (left_ns > 0)
            env->sleep_us(env->self, (uint64_t)WR_MIN(left_ns / 1000 + 1, (int64_t)1000000));
        over = left_ns <= 0;
        wr_arena_reset(arena);
        status = look(w, arena, err);
        for (uint32_t i = 0; i < w->options->id_count && status == WEIR_OK; i++) {
            weir_transaction *now = find(targets[i].at, w->options->ids[i]);
            if (!now || now->mark != targets[i].one->mark)
                status = weir_fail(err, WEIR_FENCED, "transaction '%s' moves: its owner%s%s%s is alive and ends it itself. Stop that program first, on whichever host it runs", w->options->ids[i],
                                 targets[i].one->job ? ", the Weir job '" : "", targets[i].one->job ? targets[i].one->job : "", targets[i].one->job ? "'," : "");
        }
    }
    for (size_t i = 0; i < w->cluster_count; i++)
        w->clusters[i].count = 0; /* the lists go with the arena */
    wr_arena_destroy(arena);
    return status;
}

static weir_status agree(work *w, const target *targets, bool commit, weir_error *err) {
    wr_buffer text = {0};
    for (uint32_t i = 0; i < w->options->id_count; i++)
        add_text(w, &text, targets[i].one, commit);
    wr_buffer_printf(&text, "%s %s? This cannot be taken back. ", commit ? "Commit" : "Abort", w->options->id_count > 1 ? "these transactions" : "this transaction");
    bool yes = !w->options->confirm || w->options->confirm(w->options->context, wr_buffer_cstr(&text));
    wr_buffer_free(&text);
    return yes ? WEIR_OK : weir_fail(err, WEIR_CANCELLED, "nothing was done");
}

static weir_status end(work *w, bool commit, weir_error *err) {
    target *targets = wr_arena_calloc(w->arena, w->options->id_count + 1, sizeof *targets);
    int64_t watch_ms = w->options->watch_ms ? w->options->watch_ms : WATCH_MS;
    WEIR_TRY(look(w, w->arena, err));
    for (uint32_t i = 0; i < w->options->id_count; i++) {
        WEIR_TRY(find_target(w, w->options->ids[i], &targets[i], err));
        WEIR_TRY(check_target(w, &targets[i], commit, &watch_ms, err));
    }
    WEIR_TRY(watch(w, targets, watch_ms, err));
    for (uint32_t i = 0; i < w->options->id_count; i++)
        WEIR_TRY(check_open(&targets[i], err));
    WEIR_TRY(agree(w, targets, commit, err));
    for (uint32_t i = 0; i < w->options->id_count; i++) {
        WEIR_TRY(targets[i].at->connector->end(targets[i].at->session, targets[i].one, commit, err));
        wr_log(&w->engine->env, WR_LOG_INFO, "transaction '%s' is %s", w->options->ids[i], commit ? "committed" : "aborted");
    }
    return WEIR_OK;
}

static weir_status do_it(work *w, const char *what, weir_error *err) {
    bool commit = strcmp(what, "commit") == 0;
    if (!commit && strcmp(what, "list") != 0 && strcmp(what, "abort") != 0)
        return weir_fail(err, WEIR_INVALID, "'%s' is none of list, commit and abort", what);
    if (strcmp(what, "list") != 0 && w->options->id_count == 0)
        return weir_fail(err, WEIR_INVALID, "name the transactional ids to %s; `weir txn list` shows the open ones", what);
    WEIR_TRY(find_clusters(w, err));
    return strcmp(what, "list") == 0 ? list(w, err) : end(w, commit, err);
}

weir_status weir_engine_txn(weir_engine *engine, const char *what, const weir_options_txn *options, weir_error *err) {
    work       w = {.engine = engine, .options = options, .arena = wr_arena_create(0)};
    weir_error failure = {0};
    engine->diagnostic.size = 0;
    weir_status status = do_it(&w, what, &failure);
    if (status != WEIR_OK) {
        failure.status = status;
        wr_session_diagnose(w.session, &failure, &engine->diagnostic);
        if (err)
            *err = failure;
    }
    for (size_t i = 0; i < w.cluster_count; i++)
        w.clusters[i].connector->close(w.clusters[i].session);
    wr_session_close(w.session);
    wr_arena_destroy(w.arena);
    return status;
}
