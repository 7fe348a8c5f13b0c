/* connect/file_evidence.c - names of output files, and what they prove: which job wrote them, for which checkpoint.
 *
 * The names: file_sink.c. Thread: the job's. */
#include <string.h>

#include "connect/file_sink.h"

const char *wr_file_below(wr_arena *arena, const char *path, const char *directory, const char *name) {
    const char *full = directory[0] ? wr_path_join(arena, path, directory) : path;
    return name ? wr_path_join(arena, full, name) : full;
}

void wr_file_stem(char *out, size_t size, const weir_commit_context *job, uint32_t worker, bool with_worker) {
    char   name[129];
    size_t length = strlen(job->job_name);
    if (length > sizeof(name) - 1)
        length = sizeof(name) - 1;
    for (size_t i = 0; i < length; i++) {
        char c  = job->job_name[i];
        name[i] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ? c : '_';
    }
    name[length] = '\0';
    if (with_worker)
        snprintf(out, size, "part-%s-%.8s-%u", name, job->job_uuid, worker);
    else
        snprintf(out, size, "part-%s-", name);
}

typedef struct parsed_name {
    char     uuid8[9];
    uint64_t worker, epoch, number, fence;
    bool     pending;
} parsed_name;

static const char *number_parse(const char *p, uint64_t *value) {
    const char *begin = p;
    while (*p >= '0' && *p <= '9')
        p++;
    uint64_t sum = 0;
    if (p == begin || p - begin > 19)
        return NULL;
    for (const char *d = begin; d < p; d++)
        sum = sum * 10 + (uint64_t)(*d - '0');
    *value = sum;
    return p;
}

/* Is this a name of the job with this prefix ("part-<job>-")? */
static bool name_parse(const char *name, const char *prefix, parsed_name *out) {
    memset(out, 0, sizeof(*out));
    out->pending = name[0] == '.';
    const char *p = name + out->pending;
    size_t size   = strlen(prefix);
    if (strncmp(p, prefix, size) != 0)
        return false;
    p += size;
    for (int i = 0; i < 8; i++, p++) {
        if (!((*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'f')))
            return false;
        out->uuid8[i] = *p;
    }
    if (*p++ != '-' || !(p = number_parse(p, &out->worker)) || *p++ != '-' || !(p = number_parse(p, &out->epoch)) ||
        *p++ != '-' || !(p = number_parse(p, &out->number)))
        return false;
    if (!out->pending)
        return *p == '\0';
    return *p++ == '.' && (p = number_parse(p, &out->fence)) && strcmp(p, ".pending") == 0;
}

/* Every name of this job in the table's directories. */
typedef weir_status (*name_visit)(void *context, const char *directory, const char *name, const parsed_name *parsed, weir_error *err);
static weir_status names_walk(const weir_commit_context *job, const char *directory, uint32_t depth, const char *prefix,
                              name_visit visit, void *context, weir_error *err) {
    wr_arena    *arena = wr_arena_create(0);
    wr_name_list names;
    weir_status  status;
    WEIR_TRY_GOTO(status, wr_dir_list(job->env, directory, arena, &names, err), done);
    for (uint32_t i = 0; i < names.count; i++) {
        parsed_name parsed;
        if (name_parse(names.names[i], prefix, &parsed)) {
            WEIR_TRY_GOTO(status, visit(context, directory, names.names[i], &parsed, err), done);
        } else if (depth > 0 && strchr(names.names[i], '=')) {
            const char  *child = wr_path_join(arena, directory, names.names[i]);
            wr_file_info info;
            bool         exists = false;
            WEIR_TRY_GOTO(status, wr_file_stat(job->env, child, &info, &exists, err), done);
            if (exists && info.kind == WR_FILE_DIRECTORY)
                WEIR_TRY_GOTO(status, names_walk(job, child, depth - 1, prefix, visit, context, err), done);
        }
    }
done:
    wr_arena_destroy(arena);
    return status;
}

static weir_status table_walk(const weir_commit_context *job, const weir_table_info *table, name_visit visit, void *context, weir_error *err) {
    char         prefix[192];
    const char  *path;
    wr_file_info info;
    bool         exists = false;
    WEIR_TRY(wr_file_table_path(table, job->arena, &path, err));
    WEIR_TRY(wr_file_stat(job->env, path, &info, &exists, err));
    if (!exists || info.kind != WR_FILE_DIRECTORY)
        return WEIR_OK; /* nothing was ever written; open says what is wrong with it */
    wr_file_stem(prefix, sizeof(prefix), job, 0, false);
    weir_status status = names_walk(job, path, table->partition_key_count, prefix, visit, context, err);
    return status == WEIR_OK ? status : weir_fail_context(err, status, "table '%s'", table->name);
}

/* Is it the output of a run of this job that --fresh gave up? */
static bool is_earlier(const weir_commit_context *job, const char *uuid8) {
    for (uint32_t i = 0; i < job->earlier_uuid_count; i++)
        if (strncmp(uuid8, job->earlier_uuids[i], 8) == 0)
            return true;
    return false;
}

typedef struct evidence_search {
    const weir_commit_context *job;
    weir_evidence *evidence;
    const char   **others; size_t other_count, other_capacity;
} evidence_search;

static void add_other(evidence_search *search, const char *directory, const char *name, const char *uuid8) {
    for (size_t i = 0; i < search->other_count; i++)
        if (strncmp(search->others[i], uuid8, 8) == 0)
            return;
    search->others = wr_arena_grow(search->job->arena, search->others, search->other_count, &search->other_capacity, sizeof(*search->others));
    search->others[search->other_count++] = wr_arena_strdup(search->job->arena, uuid8);
    search->evidence->other_uuid = true;
    search->evidence->other_uuids = search->others;
    search->evidence->other_uuid_count = (uint32_t)search->other_count;
    if (!search->evidence->detail)
        search->evidence->detail = wr_path_join(search->job->arena, directory, name);
}

static weir_status evidence_visit(void *context, const char *directory, const char *name, const parsed_name *parsed, weir_error *err) {
    (void)err;
    evidence_search *search = context;
    if (parsed->pending)
        return WEIR_OK;
    search->evidence->any = true;
    if (is_earlier(search->job, parsed->uuid8))
        return WEIR_OK;
    if (strncmp(parsed->uuid8, search->job->job_uuid, 8) != 0) {
        add_other(search, directory, name, parsed->uuid8);
        return WEIR_OK;
    }
    if (parsed->epoch >= search->evidence->checkpoint_id_max) {
        search->evidence->checkpoint_id_max = parsed->epoch;
        search->evidence->detail            = wr_path_join(search->job->arena, directory, name);
    }
    return WEIR_OK;
}

weir_status wr_file_sink_evidence(const weir_commit_context *job, const weir_table_info *table, weir_evidence *evidence, weir_error *err) {
    evidence_search search = {.job = job, .evidence = evidence};
    memset(evidence, 0, sizeof(*evidence));
    return table_walk(job, table, evidence_visit, &search, err);
}

/* All that is hidden and not promised, of older epochs too: a power loss can bring back a name whose removal was not
 * durable. */
static weir_status discard_visit(void *context, const char *directory, const char *name, const parsed_name *parsed, weir_error *err) {
    const weir_commit_context *job = context;
    bool own = strncmp(parsed->uuid8, job->job_uuid, 8) == 0;
    if (!parsed->pending || (!own && !is_earlier(job, parsed->uuid8)) || (own && parsed->epoch == job->checkpoint_id))
        return WEIR_OK;
    return wr_file_unlink(job->env, wr_path_join(job->arena, directory, name), err);
}

weir_status wr_file_sink_discard(const weir_commit_context *job, const weir_table_info *table, weir_error *err) {
    weir_commit_context own = *job;
    return table_walk(job, table, discard_visit, &own, err);
}
