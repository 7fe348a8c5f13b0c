/* state/snapshot.c - freezes what changed into the bytes of a file, and writes that file.
 *
 * A freeze writes the dirty rows, and whole pages of a rolling pass: when the pass has gone over all
 * pages, every live row stands in a file at or after the pass's first one, so older files can go.
 *
 * Invariants
 *   - An incremental file builds only on files that were written; else the freeze is whole.
 *   - A removal is told in the first file after it, when a needed file may hold the row (WRITTEN).
 *   - Within a file: dropped namespaces, removed rows, rows; so what was made anew stays. */
#include "state/internal.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/seed_bug.h"

#define SLICE_PARTS 64u                     /* a pass takes at most this many checkpoints */
#define WRITE_SIZE ((size_t)4 << 20)
#define PAGE_ROWS_MAX 2048u
#define PREFETCH_AHEAD 12u

/* ---- what a store and its frozen snapshots share ---- */

void wr_frozen_home_leave(wr_frozen_home *home) {
    wr_mutex_lock(&home->mutex);
    bool last = --home->users == 0;
    wr_mutex_unlock(&home->mutex);
    if (!last)
        return;
    wr_buffer_free(&home->spare[0]);
    wr_buffer_free(&home->spare[1]);
    wr_mutex_destroy(&home->mutex);
    wr_free(home);
}

static wr_buffer home_take_buffer(wr_frozen_home *home) {
    wr_buffer buffer = {0};
    wr_mutex_lock(&home->mutex);
    int larger = home->spare[1].capacity > home->spare[0].capacity;
    buffer = home->spare[larger];
    home->spare[larger] = (wr_buffer){0};
    wr_mutex_unlock(&home->mutex);
    buffer.size = 0;
    return buffer;
}

static void home_give_buffer(wr_frozen_home *home, wr_buffer buffer) {
    wr_mutex_lock(&home->mutex);
    int smaller = home->spare[1].capacity < home->spare[0].capacity;
    wr_buffer dropped = home->spare[smaller];
    if (buffer.capacity > dropped.capacity) {
        home->spare[smaller] = buffer;
        buffer = dropped;
    }
    wr_mutex_unlock(&home->mutex);
    wr_buffer_free(&buffer);
}

/* ---- measuring ---- */

typedef struct sizes { uint64_t total, changed, spaces; } sizes;

static sizes measure(const wr_store *store) {
    sizes sum = {0};
    for (uint32_t s = 0; s < store->state_count; s++) {
        for (uint32_t t = 0; t < store->states[s]->table_count; t++) {
            const wr_state_table *table = store->states[s]->tables[t];
            uint64_t              fixed = wr_record_fixed(table);
            sum.changed += table->removed.size + table->dropped.size;
            sum.spaces += table->count;
            for (size_t n = 0; n < table->count; n++) {
                const wr_namespace *space = table->spaces[table->first + n];
                if (space->row_count == 0)
                    continue;
                uint64_t strings = space->strings != NULL ? space->strings->live_bytes : 0;
                sum.total += space->row_count * fixed + strings;
                sum.changed += space->dirty_count * (fixed + strings / space->row_count);
            }
        }
    }
    return sum;
}

static bool chain_is_broken(const wr_store *store) {
    if (!store->frozen_any)
        return false;
    wr_mutex_lock(&store->home->mutex);
    bool broken = store->home->written != store->frozen_last;
    wr_mutex_unlock(&store->home->mutex);
    return broken;
}

/* ---- copying rows ---- */

typedef struct writer {
    wr_buffer *out;
    size_t     start;        /* of the open block */
    bool       open;
    uint32_t   record_count; /* in it */
    uint32_t   table;
    int64_t    time;
    uint64_t   blocks, rows;
} writer;

static void close_block(writer *to) {
    if (!to->open)
        return;
    wr_block_end(to->out, to->start, WR_BLOCK_ROWS, to->table, to->time, to->record_count);
    to->open = false;
    to->blocks++;
    to->rows += to->record_count;
}

/* Makes sure that a record of `size` bytes can be appended to an open block. */
static inline void block_for(writer *to, size_t size) {
    if (to->open && to->out->size - to->start - WR_BLOCK_HEADER_SIZE + size > WR_BLOCK_SIZE)
        close_block(to);
    if (!to->open) {
        to->start = wr_block_begin(to->out);
        to->open = true;
        to->record_count = 0;
    }
}

static inline char *put_image(writer *to, const wr_row *row, uint32_t image) {
    char *at = to->out->data + to->out->size;
    memcpy(at, row, WR_RECORD_HEADER);
    memcpy(at + WR_RECORD_HEADER, row + 1, image);
    to->out->size += WR_RECORD_HEADER + image;
    to->record_count++;
    return at + WR_RECORD_HEADER;
}

static void copy_fixed_rows(writer *to, const wr_state_table *table, wr_row *const *rows, uint32_t count) {
    uint32_t image = table->row_size - WR_ROW_HEADER_SIZE, record = wr_record_fixed(table);
    wr_buffer_reserve(to->out, (size_t)count * (record + WR_BLOCK_HEADER_SIZE) + WR_BLOCK_HEADER_SIZE);
    for (uint32_t k = 0; k < count; k++) {
        if (k + PREFETCH_AHEAD < count) {
            __builtin_prefetch(rows[k + PREFETCH_AHEAD], 1);
            __builtin_prefetch((const char *)rows[k + PREFETCH_AHEAD] + 64, 1);
        }
        block_for(to, record);
        put_image(to, rows[k], image);
        rows[k]->flags = WR_ROW_LIVE | WR_ROW_WRITTEN;
    }
}

static void copy_string_rows(writer *to, const wr_state_table *table, wr_row *const *rows, uint32_t count) {
    uint32_t image = table->row_size - WR_ROW_HEADER_SIZE;
    for (uint32_t k = 0; k < count; k++) {
        if (k + PREFETCH_AHEAD < count) {
            __builtin_prefetch(rows[k + PREFETCH_AHEAD], 1);
            __builtin_prefetch((const char *)rows[k + PREFETCH_AHEAD] + 64, 1);
        }
        if (k + PREFETCH_AHEAD / 2 < count) { /* that row is here by now */
            const weir_string *ahead = wr_row_string(rows[k + PREFETCH_AHEAD / 2], table->string_offsets[0]);
            if (ahead->size > WEIR_STRING_INLINE)
                __builtin_prefetch(ahead->u.far.pointer);
        }
        const wr_row *row = rows[k];
        size_t        size = WR_RECORD_HEADER + image;
        for (uint32_t s = 0; s < table->string_count; s++) {
            const weir_string *string = wr_row_string(row, table->string_offsets[s]);
            size += string->size > WEIR_STRING_INLINE ? string->size : 0;
        }
        wr_buffer_reserve(to->out, size + WR_BLOCK_HEADER_SIZE);
        block_for(to, size);
        char *at = put_image(to, row, image);
        for (uint32_t s = 0; s < table->string_count; s++) {
            const weir_string *string = wr_row_string(row, table->string_offsets[s]);
            if (string->size <= WEIR_STRING_INLINE)
                continue;
            memset(at + table->string_offsets[s] - WR_ROW_HEADER_SIZE + 8, 0, 8); /* no addresses in files */
            wr_buffer_append(to->out, string->u.far.pointer, string->size);
        }
        rows[k]->flags = WR_ROW_LIVE | WR_ROW_WRITTEN;
    }
}

static void copy_page(writer *to, wr_state_table *table, wr_namespace *space, wr_page *page, bool all) {
    wr_row  *rows[PAGE_ROWS_MAX];
    uint32_t count = 0;
    WR_ASSERT(page->capacity <= PAGE_ROWS_MAX);
    if (all) {
        for (uint32_t i = 0; i < page->used; i++) {
            rows[count] = wr_page_row(table, page, i);
            count += rows[count]->flags & WR_ROW_LIVE;
        }
    } else {
        for (uint32_t w = 0; w < (page->used + 63) / 64; w++)
            for (uint64_t bits = page->dirty[w]; bits != 0; bits &= bits - 1)
                rows[count++] = wr_page_row(table, page, w * 64 + (uint32_t)__builtin_ctzll(bits));
        WR_DEBUG_ASSERT(count == page->dirty_count);
    }
    if (table->string_count == 0)
        copy_fixed_rows(to, table, rows, count);
    else
        copy_string_rows(to, table, rows, count);
    if (page->dirty_count != 0) {
        memset(page->dirty, 0, ((size_t)page->capacity + 63) / 64 * 8);
        space->dirty_count -= page->dirty_count;
        page->dirty_count = 0;
    }
    space->written = space->written || count != 0;
}

/* ---- the walk over all tables ---- */

/* How far whole pages are still to be written. */
typedef struct slice { bool active; uint64_t end_size; uint32_t table; int64_t time; uint32_t page; } slice;

static void copy_space(wr_store *store, writer *to, wr_state_table *table, wr_namespace *space, slice *roll) {
    uint32_t from = UINT32_MAX; /* pages from here on are written whole */
    if (roll->active && (to->table > roll->table || (to->table == roll->table && space->time >= roll->time)))
        from = to->table == roll->table && space->time == roll->time ? roll->page : 0;
    if (from == UINT32_MAX && space->dirty_count == 0)
        return;
    for (uint32_t p = 0; p < space->page_count; p++) {
        bool all = roll->active && p >= from;
        if (all && to->out->size >= roll->end_size) { /* the budget is spent: go on here next time */
            roll->active = all = false;
            store->pass_table = to->table;
            store->pass_time = space->time;
            store->pass_page = p;
        }
        if (all || space->pages[p].dirty_count != 0)
            copy_page(to, table, space, &space->pages[p], all);
        if ((!roll->active || from == UINT32_MAX) && space->dirty_count == 0)
            break;
    }
    close_block(to);
}

static void copy_rows(wr_store *store, writer *to, slice *roll) {
    uint32_t number = 0;
    for (uint32_t s = 0; s < store->state_count; s++) {
        for (uint32_t t = 0; t < store->states[s]->table_count; t++, number++) {
            wr_state_table *table = store->states[s]->tables[t];
            to->table = number;
            for (size_t n = 0; n < table->count; n++) {
                wr_namespace *space = table->spaces[table->first + n];
                to->time = space->time;
                copy_space(store, to, table, space, roll);
            }
        }
    }
}

/* Removals since the last freeze; dropped where no older file is needed. */
static void put_removals(wr_store *store, writer *to, bool whole) {
    for (int kind = WR_BLOCK_DROPPED; kind <= WR_BLOCK_REMOVED; kind++) {
        uint32_t number = 0;
        for (uint32_t s = 0; s < store->state_count; s++) {
            for (uint32_t t = 0; t < store->states[s]->table_count; t++, number++) {
                wr_state_table *table = store->states[s]->tables[t];
                if (whole)
                    continue;
                if (kind == WR_BLOCK_DROPPED && table->dropped.size != 0) {
                    size_t start = wr_block_begin(to->out);
                    wr_buffer_append(to->out, table->dropped.data, table->dropped.size);
                    wr_block_end(to->out, start, WR_BLOCK_DROPPED, number, 0, (uint32_t)(table->dropped.size / 8));
                    to->blocks++;
                }
                if (kind != WR_BLOCK_REMOVED || table->removed_open_records == 0)
                    continue;
                wr_buffer_u32(&table->removed_cuts, table->removed_open_bytes);
                wr_buffer_u32(&table->removed_cuts, table->removed_open_records);
                wr_reader cuts = wr_reader_of(table->removed_cuts.data, table->removed_cuts.size);
                for (size_t at = 0; cuts.offset < cuts.size; to->blocks++) {
                    uint32_t bytes = wr_reader_u32(&cuts), records = wr_reader_u32(&cuts);
                    size_t   start = wr_block_begin(to->out);
                    wr_buffer_append(to->out, table->removed.data + at, bytes);
                    wr_block_end(to->out, start, WR_BLOCK_REMOVED, number, 0, records);
                    at += bytes;
                }
            }
        }
    }
}

static void clear_removals(wr_store *store) {
    for (uint32_t s = 0; s < store->state_count; s++) {
        for (uint32_t t = 0; t < store->states[s]->table_count; t++) {
            wr_state_table *table = store->states[s]->tables[t];
            table->removed.size = table->removed_cuts.size = table->dropped.size = 0;
            table->removed_open_bytes = table->removed_open_records = 0;
        }
    }
}

/* Room for the expected size, so that running out of memory fails the job and not the process. */
static weir_status reserve(wr_buffer *buffer, uint64_t size, weir_error *err) {
    if (buffer->capacity >= size)
        return WEIR_OK;
    wr_buffer_free(buffer);
    *buffer = (wr_buffer){.data = wr_try_alloc((size_t)size), .capacity = (size_t)size};
    if (buffer->data != NULL)
        return WEIR_OK;
    *buffer = (wr_buffer){0};
    return weir_fail(err, WEIR_NOMEM, "no memory for a snapshot of %" PRIu64 " bytes of state", size);
}

weir_status wr_store_freeze(wr_store *store, uint64_t checkpoint_id, wr_frozen **frozen, weir_error *err) {
    WR_ASSERT(!store->frozen_any || checkpoint_id > store->frozen_last);
    sizes     size = measure(store);
    bool      whole = store->whole_next || size.total <= store->whole_bytes_max || chain_is_broken(store);
    uint64_t  budget = WR_MAX(WR_MAX(size.changed, store->slice_bytes_min), size.total / SLICE_PARTS);
    wr_buffer bytes = home_take_buffer(store->home);
    uint64_t  expected = whole ? size.total : WR_MIN(size.total, size.changed + budget) + size.changed;
    expected += expected / 512 + size.spaces * WR_BLOCK_HEADER_SIZE + 2 * WR_BLOCK_SIZE;
    WEIR_TRY(reserve(&bytes, expected, err));

    if (!whole && !store->pass_open) {
        store->pass_open = true;
        store->pass_start = checkpoint_id;
        store->pass_table = store->pass_page = 0;
        store->pass_time = INT64_MIN;
    }
    writer to = {.out = &bytes};
    slice  roll = {.active = true, .end_size = UINT64_MAX, .time = INT64_MIN};
    bytes.size = WR_FILE_PREFIX_SIZE; /* filled below */
    wr_file_put_description(store, &bytes);
    to.blocks++;
    put_removals(store, &to, whole);
    clear_removals(store);
    if (!whole) {
        roll = (slice){true, bytes.size + size.changed + budget, store->pass_table, store->pass_time,
                       store->pass_page};
    }
    copy_rows(store, &to, &roll);
    if (roll.active) { /* came to the end: everything stands in files since the pass began */
        store->needed_from = whole ? checkpoint_id : store->pass_start;
        store->pass_open = false;
    }
    size_t end = wr_block_begin(&bytes);
    wr_buffer_u64(&bytes, to.blocks);
    wr_buffer_u64(&bytes, to.rows);
    wr_block_end(&bytes, end, WR_BLOCK_END, 0, 0, 0);

    wr_file_prefix prefix = {WR_FILE_VERSION, store->worker, store->worker_count, store->max_parallelism,
                             checkpoint_id, store->needed_from};
    wr_buffer      head = {.data = bytes.data, .capacity = WR_FILE_PREFIX_SIZE};
    wr_file_put_prefix(&head, &prefix);

    store->whole_next = false;
    store->frozen_any = true;
    store->frozen_last = checkpoint_id;
    *frozen = wr_calloc(1, sizeof **frozen);
    **frozen = (wr_frozen){.home = store->home, .bytes = bytes, .checkpoint_id = checkpoint_id,
                           .needed_from = store->needed_from, .worker = store->worker};
    wr_mutex_lock(&store->home->mutex);
    store->home->users++;
    wr_mutex_unlock(&store->home->mutex);
    return WEIR_OK;
}

/* ---- the file ---- */

static weir_status write_file(const wr_frozen *frozen, const struct wr_env *env, const char *path, weir_error *err) {
    int         fd = -1;
    weir_status status;
    WEIR_TRY(wr_file_open(env, path, WR_OPEN_CREATE, 0600, &fd, err));
    for (size_t at = 0; at < frozen->bytes.size; at += WRITE_SIZE)
        WEIR_TRY_GOTO(status, wr_file_write_all(env, fd, frozen->bytes.data + at,
                                                WR_MIN(WRITE_SIZE, frozen->bytes.size - at), path, err), broken);
    if (!WR_BUG(7))
        WEIR_TRY_GOTO(status, wr_file_sync(env, fd, path, err), broken);
    WEIR_TRY_GOTO(status, wr_file_close(env, &fd, path, err), broken);
    return WEIR_OK;
broken: /* never tried again on this file: what a failed fsync dropped would not be seen */
    (void)wr_file_close(env, &fd, path, NULL);
    (void)wr_file_unlink(env, path, NULL);
    return status;
}

weir_status wr_frozen_write(wr_frozen *frozen, const struct wr_env *env, const char *directory,
                            wr_state_file *file, weir_error *err) {
    if (!frozen->sealed) {
        wr_file_seal(&frozen->bytes);
        frozen->digest = wr_digest_bytes(frozen->bytes.data, frozen->bytes.size);
        frozen->sealed = true;
    }
    memset(file, 0, sizeof *file);
    snprintf(file->name, sizeof file->name, "state-%" PRIu64 "-%" PRIu32, frozen->checkpoint_id, frozen->worker);
    file->size = frozen->bytes.size;
    file->digest = frozen->digest;
    file->needed_from = frozen->needed_from;

    wr_arena   *arena = wr_arena_create(512);
    const char *path = wr_path_join(arena, directory, file->name);
    weir_status status = WEIR_OK;
    if (frozen->tried) /* unlinking the broken one may have failed, too */
        status = wr_file_unlink(env, path, err);
    frozen->tried = true;
    if (status == WEIR_OK)
        status = write_file(frozen, env, path, err);
    if (status == WEIR_OK) {
        wr_mutex_lock(&frozen->home->mutex);
        frozen->home->written = frozen->checkpoint_id;
        wr_mutex_unlock(&frozen->home->mutex);
    }
    wr_arena_destroy(arena);
    return status;
}

void wr_frozen_release(wr_frozen *frozen) {
    if (frozen == NULL)
        return;
    home_give_buffer(frozen->home, frozen->bytes);
    wr_frozen_home_leave(frozen->home);
    wr_free(frozen);
}
