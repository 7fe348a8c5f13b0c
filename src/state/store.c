/* state/store.c - the store of a worker, the states in it, and the declaration of tables. */
#include "state/internal.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"

#define WHOLE_BYTES_MAX ((uint64_t)1 << 20) /* so that the chain of a small store is one file */
#define SLICE_BYTES_MIN ((uint64_t)2 << 20) /* about a millisecond of a checkpoint */

wr_store *wr_store_create(uint32_t worker, uint32_t worker_count, uint32_t max_parallelism) {
    WR_ASSERT(worker < worker_count && worker_count <= max_parallelism);
    wr_store *store = wr_calloc(1, sizeof *store);
    store->worker = worker;
    store->worker_count = worker_count;
    store->max_parallelism = max_parallelism;
    store->whole_bytes_max = WHOLE_BYTES_MAX;
    store->slice_bytes_min = SLICE_BYTES_MIN;
    store->whole_next = true; /* no file to build on yet */
    store->home = wr_calloc(1, sizeof *store->home);
    store->home->users = 1;
    wr_mutex_init(&store->home->mutex);
    return store;
}

static void state_destroy(wr_state *state) {
    for (uint32_t i = 0; i < state->table_count; i++)
        wr_table_destroy(state->tables[i]);
    wr_free(state->tables);
    wr_free(state->uid);
    wr_free(state);
}

void wr_store_destroy(wr_store *store) {
    if (store == NULL)
        return;
    for (uint32_t i = 0; i < store->state_count; i++)
        state_destroy(store->states[i]);
    wr_free(store->states);
    wr_pool_free(&store->pool);
    wr_frozen_home_leave(store->home);
    wr_free(store);
}

wr_state *wr_store_find_state(wr_store *store, const char *uid, bool create) {
    for (uint32_t i = 0; i < store->state_count; i++)
        if (strcmp(store->states[i]->uid, uid) == 0)
            return store->states[i];
    if (!create)
        return NULL;
    wr_state *state = wr_calloc(1, sizeof *state);
    state->store = store;
    state->uid = wr_strdup(uid);
    state->watermark = WEIR_TIME_MIN;
    store->states = wr_realloc(store->states, (store->state_count + 1) * sizeof *store->states);
    return store->states[store->state_count++] = state;
}

wr_state *wr_store_state(wr_store *store, const char *uid) {
    wr_state *state = wr_store_find_state(store, uid, true);
    return state;
}

weir_time_ms wr_state_watermark(const wr_state *state) {
    return state->watermark;
}

void wr_state_set_watermark(wr_state *state, weir_time_ms watermark) {
    state->watermark = watermark;
}

uint64_t wr_store_rows(const wr_store *store) {
    return store->row_count;
}

uint64_t wr_store_bytes(const wr_store *store) {
    uint64_t bytes = store->pool.used_bytes + store->pool.spare_bytes;
    for (uint32_t s = 0; s < store->state_count; s++) {
        for (uint32_t t = 0; t < store->states[s]->table_count; t++) {
            const wr_state_table *table = store->states[s]->tables[t];
            bytes += table->removed.capacity + table->dropped.capacity;
            bytes += table->count * (sizeof(wr_namespace) + sizeof(wr_strings));
        }
    }
    wr_mutex_lock(&store->home->mutex);
    bytes += store->home->spare[0].capacity + store->home->spare[1].capacity;
    wr_mutex_unlock(&store->home->mutex);
    return bytes;
}

void wr_store_forget_files(wr_store *store) {
    store->whole_next = true;
}

/* ---- tables ---- */

static const char *types_differ(weir_type have, weir_type want, const char *what, uint32_t number,
                                const char *name, char *text, size_t size) {
    char have_text[256], want_text[256];
    snprintf(text, size, "%s %" PRIu32 "%s%s is %s in the checkpoint and %s in the plan", what, number,
             name[0] != '\0' ? " " : "", name, weir_type_text(have, have_text, sizeof have_text),
             weir_type_text(want, want_text, sizeof want_text));
    return text;
}

const char *wr_table_difference(const wr_state_table *table, const wr_state_desc *desc, char *text, size_t size) {
    if (table->key_count != desc->key_count) {
        snprintf(text, size, "the checkpoint has %" PRIu32 " key columns, the plan %" PRIu32,
                 table->key_count, desc->key_count);
        return text;
    }
    for (uint32_t i = 0; i < desc->key_count; i++)
        if (!weir_type_same(table->keys[i].type, desc->key_types[i]))
            return types_differ(table->keys[i].type, desc->key_types[i], "key column", i + 1, "", text, size);
    if (table->field_count != desc->field_count) {
        snprintf(text, size, "the checkpoint has %" PRIu32 " value fields, the plan %" PRIu32,
                 table->field_count, desc->field_count);
        return text;
    }
    for (uint32_t i = 0; i < desc->field_count; i++) {
        const weir_state_field *have = &table->fields[i], *want = &desc->fields[i];
        if (strcmp(have->name, want->name) != 0) {
            snprintf(text, size, "value field %" PRIu32 " is '%s' in the checkpoint and '%s' in the plan",
                     i + 1, have->name, want->name);
            return text;
        }
        if (!weir_type_same(have->type, want->type))
            return types_differ(have->type, want->type, "value field", i + 1, want->name, text, size);
        if (have->offset != want->offset) {
            snprintf(text, size, "value field '%s' is at byte %" PRIu32 " in the checkpoint and at %" PRIu32
                     " in the plan", want->name, have->offset, want->offset);
            return text;
        }
    }
    if (table->value_size != desc->value_size) {
        snprintf(text, size, "a value has %" PRIu32 " bytes in the checkpoint and %" PRIu32 " in the plan",
                 table->value_size, desc->value_size);
        return text;
    }
    return NULL;
}

static weir_status check_desc(const wr_state *state, const wr_state_desc *desc, weir_error *err) {
    char text[256];
    for (uint32_t i = 0; i < desc->key_count; i++)
        if (weir_type_width(desc->key_types[i]) == 0)
            return weir_fail(err, WEIR_UNSUPPORTED, "a key of type %s (state table '%s' of operator %s)",
                             weir_type_text(desc->key_types[i], text, sizeof text), desc->name, state->uid);
    if (desc->key_count > WR_TABLE_KEYS_MAX || desc->field_count > WR_TABLE_FIELDS_MAX ||
        desc->value_size > WR_TABLE_VALUE_SIZE_MAX)
        return weir_fail(err, WEIR_UNSUPPORTED, "a state row of %" PRIu32 " key columns and %" PRIu32
                         " bytes (table '%s' of operator %s); at most %u columns and %u bytes", desc->key_count,
                         desc->value_size, desc->name, state->uid, WR_TABLE_KEYS_MAX, WR_TABLE_VALUE_SIZE_MAX);
    return WEIR_OK;
}

static uint32_t find_table(const wr_state *state, const char *name) {
    uint32_t i = 0;
    while (i < state->table_count && strcmp(state->tables[i]->name, name) != 0)
        i++;
    return i;
}

/* Table `i` was restored and has to be as `desc` says; `other` is the same with or without the time of the last write,
 * whichever desc is not. */
static weir_status open_restored(wr_state *state, uint32_t i, const wr_state_desc *desc, const wr_state_desc *other, weir_error *err) {
    char            text[700], other_text[700];
    wr_state_table *saved = state->tables[i];
    const char     *difference = wr_table_difference(saved, desc, text, sizeof text);
    if (difference != NULL && wr_table_difference(saved, other, other_text, sizeof other_text) == NULL) {
        wr_state_table *converted = wr_table_convert(saved, desc);
        state->tables[i] = converted;
        return WEIR_OK;
    }
    if (difference != NULL)
        return weir_fail(err, WEIR_CONFLICT,
                         "state table '%s' of operator %s does not fit the saved one: %s; start the "
                         "statement that wrote the checkpoint, or begin anew with --fresh",
                         desc->name, state->uid, difference);
    return WEIR_OK;
}

weir_status wr_state_table_open(wr_state *state, const wr_state_desc *desc, wr_state_table **table, weir_error *err) {
    wr_arena           *arena = wr_arena_create(0);
    const wr_state_desc timed = wr_desc_with_time(desc, arena);
    const bool          expires = desc->ttl_ms > 0;
    uint32_t            i = find_table(state, desc->name);
    weir_status         status;
    WEIR_TRY_GOTO(status, check_desc(state, expires ? &timed : desc, err), done);
    if (i < state->table_count)
        WEIR_TRY_GOTO(status, open_restored(state, i, expires ? &timed : desc, expires ? desc : &timed, err), done);
    else
        (void)wr_table_create(state, expires ? &timed : desc);
    *table = state->tables[i];
    (*table)->opened = true;
    if (expires)
        wr_table_set_ttl(*table, &timed);
done:
    wr_arena_destroy(arena);
    return status;
}
