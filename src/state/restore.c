/* state/restore.c - loads state files into a store, for the same number of workers or another one.
 *
 * For the same workers a file is taken whole by its own worker. Else rows are taken by the key group
 * of their hash, and a namespace that an old worker dropped is emptied only of that worker's rows. */
#include "state/internal.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/seed_bug.h"

typedef struct loading {
    wr_store        *store;
    const char      *name;
    struct weir_arena *arena;
    wr_state_table **tables;  /* by the file's numbers */
    bool             own;     /* the file of this very worker */
} loading;

weir_status wr_store_describe(wr_store *store, const wr_file_content *content, wr_state_table **tables,
                              weir_error *err) {
    char text[700];
    for (uint32_t s = 0; s < content->state_count; s++) {
        wr_state *state = wr_store_find_state(store, content->states[s].uid, true);
        if (!WR_BUG(13))
            state->watermark = WR_MAX(state->watermark, content->states[s].watermark);
    }
    for (uint32_t i = 0; i < content->table_count; i++) {
        const wr_state_desc *desc = &content->tables[i].desc;
        const char          *uid = content->states[content->tables[i].state].uid;
        wr_state            *state = wr_store_find_state(store, uid, false);
        tables[i] = NULL;
        for (uint32_t t = 0; t < state->table_count && tables[i] == NULL; t++)
            if (strcmp(state->tables[t]->name, desc->name) == 0)
                tables[i] = state->tables[t];
        if (tables[i] == NULL) {
            tables[i] = wr_table_create(state, desc);
            continue;
        }
        const char *difference = wr_table_difference(tables[i], desc, text, sizeof text);
        if (difference != NULL)
            return weir_fail(err, WEIR_CORRUPT, "state table '%s' of operator %s is not described alike in "
                             "all files: %s", desc->name, uid, difference);
    }
    return WEIR_OK;
}

static weir_status described(void *context, const wr_file_content *content, weir_error *err) {
    loading *load = context;
    load->tables = wr_arena_calloc(load->arena, content->table_count, sizeof *load->tables);
    return wr_store_describe(load->store, content, load->tables, err);
}

static bool is_mine(const loading *load, uint64_t hash) {
    const wr_store *store = load->store;
    return load->own || wr_key_group_worker(wr_key_group(hash, store->max_parallelism),
                                            store->max_parallelism, store->worker_count) == store->worker;
}

/* Removes the rows that the file's worker owned. */
static void empty_space(const wr_file_prefix *prefix, wr_state_table *table, wr_namespace *space) {
    uint8_t *value;
    for (uint64_t cursor = 0; wr_state_scan(table, space, &cursor, &value, NULL, 1) != 0;) {
        wr_row  *row = wr_value_row(table, value);
        uint32_t group = wr_key_group(row->hash, prefix->max_parallelism);
        if (wr_key_group_worker(group, prefix->max_parallelism, prefix->worker_count) == prefix->worker)
            wr_table_remove_row(table, space, row, false);
    }
}

static weir_status bad_records(const loading *load, const wr_block *block, weir_error *err) {
    return weir_fail(err, WEIR_CORRUPT, "%s: a block of kind %" PRIu32 " of table %" PRIu32
                     " holds other records than it says; the file is damaged", load->name, block->kind, block->table);
}

static weir_status load_dropped(loading *load, const wr_file_content *content, const wr_block *block, weir_error *err) {
    wr_state_table *table = load->tables[block->table];
    wr_reader       reader = wr_reader_of(block->payload, block->size);
    if (block->size != (uint64_t)block->record_count * 8)
        return bad_records(load, block, err);
    for (uint32_t i = 0; i < block->record_count; i++) {
        wr_namespace *space = wr_state_namespace(table, (int64_t)wr_reader_u64(&reader), false);
        if (space == NULL)
            continue;
        if (load->own)
            wr_table_drop(table, space, false);
        else
            empty_space(&content->prefix, table, space);
    }
    return WEIR_OK;
}

static weir_status load_removed(loading *load, const wr_block *block, weir_error *err) {
    wr_state_table *table = load->tables[block->table];
    wr_reader       reader = wr_reader_of(block->payload, block->size);
    wr_row         *like = (wr_row *)(void *)table->scratch;
    for (uint32_t i = 0; i < block->record_count; i++) {
        int64_t time = (int64_t)wr_reader_u64(&reader);
        if (reader.failed || !wr_record_read(table, &reader, true, like))
            return bad_records(load, block, err);
        wr_namespace *space = is_mine(load, like->hash) ? wr_state_namespace(table, time, false) : NULL;
        wr_row       *row = space != NULL ? wr_table_find_row(table, space, like) : NULL;
        if (row != NULL)
            wr_table_remove_row(table, space, row, false);
    }
    return reader.offset == reader.size ? WEIR_OK : bad_records(load, block, err);
}

/* In groups, so that the index is read ahead: hashes come in no order, and every probe would wait. */
static weir_status load_rows(loading *load, const wr_block *block, weir_error *err) {
    wr_state_table *table = load->tables[block->table];
    wr_namespace   *space = wr_state_namespace(table, block->time, true);
    wr_reader       reader = wr_reader_of(block->payload, block->size);
    wr_row         *like = (wr_row *)(void *)table->scratch;
    uint64_t        hashes[WR_PREFETCH_GROUP];
    space->written = true;
    for (uint32_t first = 0; first < block->record_count; first += WR_PREFETCH_GROUP) {
        uint32_t  count = WR_MIN(WR_PREFETCH_GROUP, block->record_count - first);
        wr_reader ahead = reader;
        for (uint32_t i = 0; i < count; i++)
            if (!wr_record_skip(table, &ahead, &hashes[i]))
                return bad_records(load, block, err);
        wr_table_prefetch(table, space, hashes, count);
        for (uint32_t i = 0; i < count; i++) {
            if (!wr_record_read(table, &reader, false, like))
                return bad_records(load, block, err);
            if (is_mine(load, like->hash))
                wr_table_put_row(table, space, like)->flags = WR_ROW_LIVE | WR_ROW_WRITTEN;
        }
    }
    return reader.offset == reader.size ? WEIR_OK : bad_records(load, block, err);
}

static weir_status visit(void *context, const wr_file_content *content, const wr_block *block, weir_error *err) {
    switch ((wr_block_kind)block->kind) {
    case WR_BLOCK_DROPPED:
        return load_dropped(context, content, block, err);
    case WR_BLOCK_REMOVED:
        return load_removed(context, block, err);
    case WR_BLOCK_ROWS:
        return load_rows(context, block, err);
    case WR_BLOCK_DESCRIPTION:
    case WR_BLOCK_END:
        break; /* not visited */
    }
    return WEIR_OK;
}

static bool same_groups(const wr_store *store, const wr_file_prefix *prefix) {
    return prefix->worker_count == store->worker_count && prefix->max_parallelism == store->max_parallelism;
}

weir_status wr_store_load_bytes(wr_store *store, const char *name, const char *data, size_t size, weir_error *err) {
    wr_file_prefix prefix;
    WEIR_TRY(wr_file_read_prefix(name, data, size, &prefix, err));
    bool same = same_groups(store, &prefix);
    if (same && prefix.worker != store->worker)
        return WEIR_OK; /* all of it is another worker's */
    store->loaded_foreign = store->loaded_foreign || !same;
    loading     load = {.store = store, .name = name, .arena = wr_arena_create(0), .own = same};
    weir_status status = wr_file_walk(name, data, size, load.arena, described, visit, &load, err);
    wr_arena_destroy(load.arena);
    return status;
}

/* Reads only the prefix: another worker's file of the same parallelism is left to that worker. */
static weir_status is_anothers(const wr_store *store, const struct wr_env *env, const char *directory,
                               const wr_state_file *file, bool *anothers, weir_error *err) {
    wr_arena      *arena = wr_arena_create(512);
    const char    *path = wr_path_join(arena, directory, file->name);
    char           head[WR_FILE_PREFIX_SIZE];
    int            fd = -1;
    size_t         got = 0;
    wr_file_prefix prefix;
    weir_status    status;
    WEIR_TRY_GOTO(status, wr_file_open(env, path, WR_OPEN_READ, 0, &fd, err), done);
    WEIR_TRY_GOTO(status, wr_file_pread_all(env, fd, head, sizeof head, 0, &got, path, err), done);
    WEIR_TRY_GOTO(status, wr_file_read_prefix(file->name, head, got, &prefix, err), done);
    *anothers = same_groups(store, &prefix) && prefix.worker != store->worker;
done:
    if (fd >= 0)
        (void)wr_file_close(env, &fd, path, NULL);
    wr_arena_destroy(arena);
    return status;
}

weir_status wr_store_load(wr_store *store, const struct wr_env *env, const char *directory,
                          const wr_state_file *file, weir_error *err) {
    char *data;
    bool  anothers = false;
    if (is_anothers(store, env, directory, file, &anothers, NULL) == WEIR_OK && anothers)
        return WEIR_OK;
    WEIR_TRY(wr_file_read_whole(env, directory, file, true, &data, err));
    weir_status status = wr_store_load_bytes(store, file->name, data, (size_t)file->size, err);
    wr_free(data);
    return status;
}

weir_status wr_store_loaded(wr_store *store, bool same_parallelism, uint64_t needed_from, weir_error *err) {
    (void)err;
    for (uint32_t s = 0; s < store->state_count; s++) {
        for (uint32_t t = 0; t < store->states[s]->table_count; t++) {
            wr_state_table *table = store->states[s]->tables[t];
            for (size_t n = table->count; n-- > 0;) {
                wr_namespace *space = table->spaces[table->first + n];
                if (space->row_count == 0)
                    wr_table_drop(table, space, false);
            }
        }
    }
    store->whole_next = !same_parallelism || store->loaded_foreign;
    store->needed_from = needed_from;
    store->pass_open = false;
    return WEIR_OK;
}
