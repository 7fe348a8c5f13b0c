/* state/table.c - tables, namespaces and rows: declare, look up, insert, change, remove.
 *
 * Invariants
 *   - A row's hash is that of its key, and the index of its namespace holds it exactly once.
 *   - A page's bitmap has a row's bit set when and only when the row is dirty; the counts agree.
 *   - NULL keys and all padding are zero bytes, so that records of equal rows are equal bytes. */
#include "state/internal.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "batch/nested.h"

#define PAGE_SIZE_TARGET 65536u
#define SMALL_PAGE_BITS 2u          /* the first page of a namespace has four rows */
#define CACHED_BYTES_MAX (768u << 10) /* what stays in L2: there prefetching costs more than it gives */

/* ---- layout ---- */

static uint32_t aligned(uint32_t offset, uint32_t alignment) {
    return (offset + alignment - 1) & ~(alignment - 1);
}

static wr_key_mode key_mode(const wr_state_table *table) {
    if (table->key_count != 1)
        return WR_KEY_GENERAL;
    const wr_state_key *key = &table->keys[0];
    if (key->is_bytes)
        return WR_KEY_STRING;
    return key->width == 8 && !key->is_float ? WR_KEY_I64 : WR_KEY_GENERAL;
}

static void add_string(wr_state_table *table, uint32_t offset, weir_type type) {
    table->string_offsets[table->string_count] = offset;
    table->string_types[table->string_count++] = type;
}

static void lay_out(wr_state_table *table, const wr_state_desc *desc) {
    uint32_t offset = WR_ROW_HEADER_SIZE;
    for (uint32_t i = 0; i < desc->key_count; i++) {
        wr_state_key *key = &table->keys[i];
        key->type = wr_type_copy(table->types, desc->key_types[i]);
        key->width = weir_type_width(key->type);
        key->is_bytes = weir_type_is_view(key->type);
        key->is_float = key->type.id == WEIR_TYPE_DOUBLE || key->type.id == WEIR_TYPE_FLOAT;
        WR_ASSERT(key->width != 0);
        offset = aligned(offset, WR_MIN(key->width, 8u));
        key->offset = offset;
        offset += key->width;
        if (key->is_bytes)
            add_string(table, key->offset, key->type);
    }
    table->key_string_count = table->string_count;
    table->extra_nulls_offset = offset;
    if (desc->key_count > WR_ROW_HEADER_NULLS)
        offset += (desc->key_count - WR_ROW_HEADER_NULLS + 7) / 8;
    table->value_offset = aligned(offset, 8);
    table->value_size = desc->value_size;
    table->row_size = aligned(table->value_offset + desc->value_size, 8);
    for (uint32_t i = 0; i < desc->field_count; i++) {
        weir_state_field *field = &table->fields[i];
        *field = desc->fields[i];
        field->name = wr_strdup(desc->fields[i].name);
        field->type = wr_type_copy(table->types, desc->fields[i].type);
        WR_ASSERT(field->offset <= desc->value_size && weir_type_width(field->type) <= desc->value_size - field->offset);
        if (weir_type_is_view(field->type))
            add_string(table, table->value_offset + field->offset, field->type);
    }
    while (table->page_bits < 11 && (2u << table->page_bits) * (uint64_t)table->row_size <= PAGE_SIZE_TARGET)
        table->page_bits++;
    table->small_bits = WR_MIN(SMALL_PAGE_BITS, table->page_bits);
}

wr_state_table *wr_table_create(wr_state *state, const wr_state_desc *desc) {
    wr_state_table *table = wr_calloc(1, sizeof *table);
    table->state = state;
    table->name = wr_strdup(desc->name);
    table->key_count = desc->key_count;
    table->field_count = desc->field_count;
    table->keys = wr_calloc(desc->key_count, sizeof *table->keys);
    table->fields = wr_calloc(desc->field_count, sizeof *table->fields);
    table->string_offsets = wr_calloc((size_t)desc->key_count + desc->field_count, sizeof(uint32_t));
    table->string_types = wr_calloc((size_t)desc->key_count + desc->field_count, sizeof(weir_type));
    table->types = wr_arena_create(0);
    lay_out(table, desc);
    table->mode = key_mode(table);
    table->scratch = wr_calloc(1, table->row_size);
    state->tables = wr_realloc(state->tables, (state->table_count + 1) * sizeof *state->tables);
    state->tables[state->table_count++] = table;
    return table;
}

/* ---- namespaces ---- */

static uint32_t small_pages(const wr_state_table *table) {
    return table->page_bits - table->small_bits + 1;
}

static uint32_t page_first_id(const wr_state_table *table, uint32_t page) {
    if (page == 0)
        return 0;
    if (page < small_pages(table))
        return 1u << (table->small_bits + page - 1);
    return (page - small_pages(table) + 1) << table->page_bits;
}

static uint32_t page_of_id(const wr_state_table *table, uint32_t id) {
    if (id >> table->page_bits != 0)
        return small_pages(table) + (id >> table->page_bits) - 1;
    if (id >> table->small_bits == 0)
        return 0;
    return 31 - (uint32_t)__builtin_clz(id) - table->small_bits + 1;
}

wr_row *wr_table_row(const wr_state_table *table, const wr_namespace *space, uint32_t id) {
    uint32_t number = page_of_id(table, id);
    return wr_page_row(table, &space->pages[number], id - page_first_id(table, number));
}

static weir_string space_keep(struct weir_keeper *self, weir_string value, weir_string old) {
    wr_namespace *space = ((wr_space_keeper *)(void *)self)->space;
    bool          old_long = old.size > WEIR_STRING_INLINE;
    if (old_long && value.size == old.size && value.u.far.pointer == old.u.far.pointer)
        return old;
    if (value.size > WEIR_STRING_INLINE) {
        if (space->strings == NULL)
            space->strings = wr_strings_create(&space->table->state->store->pool);
        value = wr_strings_copy(space->strings, value);
    }
    if (old_long)
        wr_strings_release(space->strings, old);
    return value;
}

static wr_namespace *space_create(wr_state_table *table, int64_t time) {
    wr_namespace *space = wr_calloc(1, sizeof *space);
    space->table = table;
    space->time = time;
    wr_index_init(&space->index);
    space->keeper = (wr_space_keeper){{space_keep}, space};
    return space;
}

static void space_destroy(wr_namespace *space) {
    wr_pool *pool = &space->table->state->store->pool;
    wr_index_free(&space->index, pool);
    for (uint32_t p = 0; p < space->page_count; p++)
        wr_pool_give(pool, space->pages[p].rows, space->pages[p].size);
    wr_free(space->pages);
    wr_strings_destroy(space->strings);
    wr_free(space);
}

/* Place in table->spaces of the first namespace with a time >= `time`. */
static size_t space_place(const wr_state_table *table, int64_t time) {
    size_t low = table->first, high = table->first + table->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table->spaces[middle]->time < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Room for one more at the end; the gap that drops leave at the front is used first. */
static void spaces_reserve(wr_state_table *table) {
    if (table->first + table->count < table->capacity)
        return;
    if (table->first > table->count) {
        memmove(table->spaces, table->spaces + table->first, table->count * sizeof *table->spaces);
        table->first = 0;
        return;
    }
    table->capacity = table->capacity * 2 + 4;
    table->spaces = wr_realloc(table->spaces, table->capacity * sizeof *table->spaces);
}

wr_namespace *wr_state_namespace(wr_state_table *table, int64_t time, bool create) {
    if (table->recent != NULL && table->recent->time == time)
        return table->recent;
    size_t place = space_place(table, time);
    if (place < table->first + table->count && table->spaces[place]->time == time)
        return table->recent = table->spaces[place];
    if (!create)
        return NULL;
    size_t behind = table->first + table->count - place;
    spaces_reserve(table);
    place = table->first + table->count - behind;
    memmove(table->spaces + place + 1, table->spaces + place, behind * sizeof *table->spaces);
    table->count++;
    return table->recent = table->spaces[place] = space_create(table, time);
}

int64_t wr_namespace_time(const wr_namespace *space) {
    return space->time;
}

uint64_t wr_namespace_row_count(const wr_namespace *space) {
    return space->row_count;
}

wr_namespace *wr_state_namespace_after(wr_state_table *table, int64_t after, bool first) {
    size_t place = table->first;
    if (!first && after == INT64_MAX)
        return NULL;
    if (!first)
        place = space_place(table, after + 1);
    return place < table->first + table->count ? table->spaces[place] : NULL;
}

void wr_table_drop(wr_state_table *table, wr_namespace *space, bool tell) {
    size_t place = space_place(table, space->time);
    WR_ASSERT(place < table->first + table->count && table->spaces[place] == space);
    if (tell && space->written)
        wr_buffer_u64(&table->dropped, (uint64_t)space->time);
    if (place == table->first)
        table->first++;
    else
        memmove(table->spaces + place, table->spaces + place + 1,
                (table->first + table->count - place - 1) * sizeof *table->spaces);
    table->count--;
    if (table->recent == space)
        table->recent = NULL;
    table->state->store->row_count -= space->row_count;
    space_destroy(space);
}

void wr_state_namespace_drop(wr_state_table *table, wr_namespace *space) {
    wr_table_drop(table, space, true);
}

struct weir_keeper *wr_state_keeper(wr_state_table *table, wr_namespace *space) {
    (void)table;
    return &space->keeper.keeper;
}

void wr_table_destroy(wr_state_table *table) {
    for (size_t i = 0; i < table->count; i++)
        space_destroy(table->spaces[table->first + i]);
    for (uint32_t i = 0; i < table->field_count; i++)
        wr_free((char *)(uintptr_t)table->fields[i].name);
    wr_buffer_free(&table->removed);
    wr_buffer_free(&table->removed_cuts);
    wr_buffer_free(&table->dropped);
    wr_free(table->spaces);
    wr_free(table->scratch);
    wr_free(table->string_offsets);
    wr_free(table->string_types);
    wr_arena_destroy(table->types);
    wr_free(table->fields);
    wr_free(table->keys);
    wr_free(table->name);
    wr_free(table);
}

/* ---- rows ---- */

static void add_page(wr_state_table *table, wr_namespace *space) {
    uint32_t number = space->page_count;
    if (number == space->page_capacity) {
        space->page_capacity = space->page_capacity == 0 ? 1 : space->page_capacity * 2;
        space->pages = wr_realloc(space->pages, space->page_capacity * sizeof *space->pages);
    }
    uint32_t capacity = page_first_id(table, number + 1) - page_first_id(table, number);
    size_t   bitmap = ((size_t)capacity + 63) / 64 * 8;
    size_t   size = (size_t)capacity * table->row_size + bitmap;
    wr_page *page = &space->pages[number];
    WR_ASSERT(size <= UINT32_MAX && page_first_id(table, number + 1) > page_first_id(table, number));
    *page = (wr_page){.capacity = capacity, .size = (uint32_t)size};
    page->rows = wr_pool_take(&table->state->store->pool, size);
    page->dirty = (uint64_t *)(void *)(page->rows + (size_t)capacity * table->row_size);
    memset(page->dirty, 0, bitmap);
    WR_ASSERT((uintptr_t)page->dirty >> (WR_POINTER_BITS + 3) == 0);
    space->page_count++;
}

/* A live row: header and zeroes. */
static wr_row *row_take(wr_state_table *table, wr_namespace *space, uint64_t hash) {
    wr_row *row = space->free_rows;
    if (row != NULL) {
        space->free_rows = (wr_row *)(uintptr_t)row->hash;
    } else {
        if (space->page_count == 0 ||
            space->pages[space->page_count - 1].used == space->pages[space->page_count - 1].capacity)
            add_page(table, space);
        wr_page *page = &space->pages[space->page_count - 1];
        row = wr_page_row(table, page, page->used++);
        row->id = space->next_id++;
    }
    uint32_t id = row->id;
    memset(row, 0, table->row_size);
    row->hash = hash;
    row->id = id;
    row->flags = WR_ROW_LIVE;
    space->row_count++;
    table->state->store->row_count++;
    return row;
}

static __attribute__((noinline)) void mark_row(wr_state_table *table, wr_namespace *space, wr_row *row) {
    uint32_t number = page_of_id(table, row->id);
    wr_page *page = &space->pages[number];
    uint32_t i = row->id - page_first_id(table, number);
    row->flags |= WR_ROW_DIRTY;
    page->dirty[i >> 6] |= 1ULL << (i & 63);
    page->dirty_count++;
    space->dirty_count++;
}

void wr_state_touch(wr_state_table *table, wr_namespace *space, uint8_t *value) {
    wr_row *row = wr_value_row(table, value);
    if (!(row->flags & WR_ROW_DIRTY))
        mark_row(table, space, row);
}

static weir_string keep_string(wr_state_table *table, wr_namespace *space, weir_string string) {
    if (string.size <= WEIR_STRING_INLINE)
        return string;
    if (space->strings == NULL)
        space->strings = wr_strings_create(&table->state->store->pool);
    return wr_strings_copy(space->strings, string);
}

/* ---- nulls of keys ---- */

bool wr_row_key_null(const wr_state_table *table, const wr_row *row, uint32_t key) {
    if (key < WR_ROW_HEADER_NULLS)
        return row->key_nulls >> key & 1;
    uint32_t extra = key - WR_ROW_HEADER_NULLS;
    return ((const uint8_t *)row)[table->extra_nulls_offset + extra / 8] >> (extra % 8) & 1;
}

static void set_key_null(const wr_state_table *table, wr_row *row, uint32_t key) {
    if (key < WR_ROW_HEADER_NULLS) {
        row->key_nulls = (uint16_t)(row->key_nulls | 1u << key);
        return;
    }
    uint32_t extra = key - WR_ROW_HEADER_NULLS;
    uint8_t *byte = (uint8_t *)row + table->extra_nulls_offset + extra / 8;
    *byte = (uint8_t)(*byte | 1u << (extra % 8));
}

/* ---- keys: compare and copy ---- */

static bool bytes_equal(const uint8_t *a, const uint8_t *b, uint32_t width) {
    switch (width) {
    case 1:
        return *a == *b;
    case 2:
        return memcmp(a, b, 2) == 0;
    case 4:
        return memcmp(a, b, 4) == 0;
    case 8:
        return memcmp(a, b, 8) == 0;
    default:
        return memcmp(a, b, 16) == 0;
    }
}

/* All NaNs are one key. */
static bool float_equal(const uint8_t *a, const uint8_t *b, uint32_t width) {
    double left, right;
    float  short_left, short_right;
    if (bytes_equal(a, b, width))
        return true;
    if (width == 8) {
        memcpy(&left, a, 8);
        memcpy(&right, b, 8);
        return left != left && right != right;
    }
    memcpy(&short_left, a, 4);
    memcpy(&short_right, b, 4);
    return short_left != short_left && short_right != short_right;
}

static bool value_equal(const wr_state_key *key, const uint8_t *a, const uint8_t *b) {
    if (key->is_bytes)
        return weir_string_equal((const weir_string *)(const void *)a, (const weir_string *)(const void *)b);
    if (key->is_float)
        return float_equal(a, b, key->width);
    return bytes_equal(a, b, key->width);
}

static bool general_key_equal(const wr_state_table *table, const weir_column *const *keys, uint32_t i,
                              const wr_row *row) {
    for (uint32_t c = 0; c < table->key_count; c++) {
        const wr_state_key *key = &table->keys[c];
        bool                null = keys[c]->nulls != NULL && keys[c]->nulls[i] != 0;
        if (null != wr_row_key_null(table, row, c))
            return false;
        if (!null && !value_equal(key, (const uint8_t *)keys[c]->data + (size_t)i * key->width,
                                  (const uint8_t *)row + key->offset))
            return false;
    }
    return true;
}

static void copy_key(wr_state_table *table, wr_namespace *space, const weir_column *const *keys,
                     uint32_t i, wr_row *row) {
    for (uint32_t c = 0; c < table->key_count; c++) {
        const wr_state_key *key = &table->keys[c];
        uint8_t            *to = (uint8_t *)row + key->offset;
        if (keys[c]->nulls != NULL && keys[c]->nulls[i] != 0) {
            set_key_null(table, row, c);
            continue;
        }
        memcpy(to, (const uint8_t *)keys[c]->data + (size_t)i * key->width, key->width);
        if (key->is_bytes) {
            weir_string *string = (weir_string *)(void *)to;
            *string = keep_string(table, space, *string);
        }
    }
}

/* ---- lookup by columns ---- */

/* What a probe compares with, for one mode; `mode` is a constant where this is inlined. */
static inline __attribute__((always_inline)) bool
key_equal(const wr_state_table *table, wr_key_mode mode, const weir_column *const *keys, uint32_t i,
          const wr_row *row) {
    bool null;
    switch (mode) {
    case WR_KEY_I64:
        null = keys[0]->nulls != NULL && keys[0]->nulls[i] != 0;
        if (__builtin_expect(null || row->key_nulls != 0, 0))
            return null && row->key_nulls != 0;
        return ((const uint64_t *)keys[0]->data)[i] == *(const uint64_t *)(const void *)(row + 1);
    case WR_KEY_STRING:
        null = keys[0]->nulls != NULL && keys[0]->nulls[i] != 0;
        if (__builtin_expect(null || row->key_nulls != 0, 0))
            return null && row->key_nulls != 0;
        return weir_string_equal((const weir_string *)keys[0]->data + i, (const weir_string *)(const void *)(row + 1));
    case WR_KEY_GENERAL:
        return general_key_equal(table, keys, i, row);
    }
    return false;
}

static inline __attribute__((always_inline)) wr_row *
probe(const wr_state_table *table, const wr_namespace *space, wr_key_mode mode,
      const weir_column *const *keys, uint32_t i, uint64_t hash) {
    const wr_segment *segment = wr_index_segment(&space->index, hash);
    uint32_t          position = (uint32_t)hash & segment->home_mask;
    for (;;) {
        uint64_t slot = segment->slots[position];
        if (slot == 0)
            return NULL;
        if (wr_slot_fits(slot, hash)) {
            wr_row *row = wr_slot_row(slot);
            if (row->hash == hash && key_equal(table, mode, keys, i, row))
                return row;
        }
        position = (position + 1) & segment->mask;
    }
}

/* Guesses only: the first fitting tag. */
void wr_table_prefetch(const wr_state_table *table, const wr_namespace *space, const uint64_t *hashes, uint32_t count) {
    const wr_row *rows[WR_PREFETCH_GROUP];
    uint32_t      last = WR_MIN(table->row_size, 128u) - 1; /* of a row; it may cross a cache line */
    WR_DEBUG_ASSERT(count <= WR_PREFETCH_GROUP);
    for (uint32_t k = 0; k < count; k++) {
        const wr_segment *segment = wr_index_segment(&space->index, hashes[k]);
        __builtin_prefetch(&segment->slots[(uint32_t)hashes[k] & segment->home_mask]);
    }
    for (uint32_t k = 0; k < count; k++) {
        const wr_segment *segment = wr_index_segment(&space->index, hashes[k]);
        uint32_t          position = (uint32_t)hashes[k] & segment->home_mask;
        uint64_t          slot = segment->slots[position];
        while (slot != 0 && !wr_slot_fits(slot, hashes[k]))
            slot = segment->slots[position = (position + 1) & segment->mask];
        rows[k] = wr_slot_row(slot);
        if (rows[k] == NULL)
            continue;
        __builtin_prefetch(rows[k], 1);
        __builtin_prefetch((const char *)rows[k] + last, 1);
    }
    for (uint32_t k = 0; table->mode == WR_KEY_STRING && k < count; k++) {
        const weir_string *string = rows[k] != NULL ? (const weir_string *)(const void *)(rows[k] + 1) : NULL;
        if (string != NULL && string->size > WEIR_STRING_INLINE)
            __builtin_prefetch(string->u.far.pointer);
    }
}

static bool is_cached(const wr_namespace *space) {
    uint64_t rows = (uint64_t)space->next_id * space->table->row_size;
    return rows + space->index.slot_bytes <= CACHED_BYTES_MAX;
}

static wr_row *insert_row(wr_state_table *table, wr_namespace *space, const weir_column *const *keys,
                          uint32_t i, uint64_t hash) {
    wr_row *row = row_take(table, space, hash);
    copy_key(table, space, keys, i, row);
    wr_index_insert(&space->index, &table->state->store->pool, row);
    return row;
}

static inline __attribute__((always_inline)) void
upsert_rows(wr_state_table *table, wr_namespace *space, wr_key_mode mode, const weir_column *const *keys,
            weir_rows rows, const uint64_t *hashes, uint8_t **values, uint8_t *created) {
    bool     cached = is_cached(space);
    uint32_t value_offset = table->value_offset;
    for (uint32_t first = 0; first < rows.count; first += WR_PREFETCH_GROUP) {
        uint32_t end = WR_MIN(first + WR_PREFETCH_GROUP, rows.count);
        if (!cached)
            wr_table_prefetch(table, space, hashes + first, end - first);
        for (uint32_t k = first; k < end; k++) {
            uint32_t i = rows.indexes != NULL ? rows.indexes[k] : k;
            wr_row  *row = probe(table, space, mode, keys, i, hashes[k]);
            if (created != NULL)
                created[k] = row == NULL;
            if (__builtin_expect(row == NULL, 0))
                row = insert_row(table, space, keys, i, hashes[k]);
            if (__builtin_expect(!(row->flags & WR_ROW_DIRTY), 0))
                mark_row(table, space, row);
            values[k] = (uint8_t *)row + value_offset;
        }
    }
}

void wr_state_upsert(wr_state_table *table, wr_namespace *space, const weir_column *const *keys,
                     weir_rows rows, const uint64_t *hashes, uint8_t **values, uint8_t *created) {
    if (space->strings != NULL && space->strings->pending_count != 0)
        wr_strings_settle_pending(space->strings);
    switch (table->mode) {
    case WR_KEY_I64:
        upsert_rows(table, space, WR_KEY_I64, keys, rows, hashes, values, created);
        break;
    case WR_KEY_STRING:
        upsert_rows(table, space, WR_KEY_STRING, keys, rows, hashes, values, created);
        break;
    case WR_KEY_GENERAL:
        upsert_rows(table, space, WR_KEY_GENERAL, keys, rows, hashes, values, created);
        break;
    }
}

static inline __attribute__((always_inline)) void
find_rows(const wr_state_table *table, const wr_namespace *space, wr_key_mode mode,
          const weir_column *const *keys, weir_rows rows, const uint64_t *hashes, uint8_t **values) {
    bool     cached = is_cached(space);
    uint32_t value_offset = table->value_offset;
    for (uint32_t first = 0; first < rows.count; first += WR_PREFETCH_GROUP) {
        uint32_t end = WR_MIN(first + WR_PREFETCH_GROUP, rows.count);
        if (!cached)
            wr_table_prefetch(table, space, hashes + first, end - first);
        for (uint32_t k = first; k < end; k++) {
            uint32_t i = rows.indexes != NULL ? rows.indexes[k] : k;
            wr_row  *row = probe(table, space, mode, keys, i, hashes[k]);
            values[k] = row != NULL ? (uint8_t *)row + value_offset : NULL;
        }
    }
}

void wr_state_find(wr_state_table *table, wr_namespace *space, const weir_column *const *keys,
                   weir_rows rows, const uint64_t *hashes, uint8_t **values) {
    switch (table->mode) {
    case WR_KEY_I64:
        find_rows(table, space, WR_KEY_I64, keys, rows, hashes, values);
        break;
    case WR_KEY_STRING:
        find_rows(table, space, WR_KEY_STRING, keys, rows, hashes, values);
        break;
    case WR_KEY_GENERAL:
        find_rows(table, space, WR_KEY_GENERAL, keys, rows, hashes, values);
        break;
    }
}

/* Only the upper half decides the group, and of that only the remainder: the rest stays as mixed as it was. */
void wr_state_place_hashes(wr_state_table *owner_table, uint8_t *const *owners, uint32_t count, uint64_t *hashes) {
    uint32_t groups = owner_table->state->store->max_parallelism;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t group = wr_key_group(wr_value_row(owner_table, owners[k])->hash, groups);
        uint64_t high = hashes[k] >> 32;
        high = high - high % groups + group;
        if (high > UINT32_MAX)
            high -= groups;
        hashes[k] = high << 32 | (hashes[k] & UINT32_MAX);
    }
}

/* ---- removal ---- */

/* Appends the record of a removed row; blocks are cut as it grows. */
static void tell_removed(wr_state_table *table, const wr_namespace *space, const wr_row *row) {
    wr_buffer *out = &table->removed;
    size_t     before = out->size;
    wr_buffer_u64(out, (uint64_t)space->time);
    wr_buffer_append(out, row, WR_RECORD_HEADER);
    size_t image = out->size;
    wr_buffer_append(out, row + 1, table->value_offset - WR_ROW_HEADER_SIZE);
    for (uint32_t s = 0; s < table->key_string_count; s++) {
        const weir_string *string = wr_row_string(row, table->string_offsets[s]);
        if (string->size <= WEIR_STRING_INLINE)
            continue;
        memset(out->data + image + table->string_offsets[s] - WR_ROW_HEADER_SIZE + 8, 0, 8);
        wr_buffer_append(out, string->u.far.pointer, string->size);
    }
    size_t size = out->size - before;
    if (table->removed_open_records != 0 && table->removed_open_bytes + size > WR_BLOCK_SIZE) {
        wr_buffer_u32(&table->removed_cuts, table->removed_open_bytes);
        wr_buffer_u32(&table->removed_cuts, table->removed_open_records);
        table->removed_open_bytes = table->removed_open_records = 0;
    }
    table->removed_open_bytes += (uint32_t)size;
    table->removed_open_records++;
}

void wr_table_remove_row(wr_state_table *table, wr_namespace *space, wr_row *row, bool tell) {
    WR_ASSERT(row->flags & WR_ROW_LIVE);
    if (tell && (row->flags & WR_ROW_WRITTEN))
        tell_removed(table, space, row);
    wr_index_remove(&space->index, row);
    for (uint32_t s = 0; s < table->string_count; s++) {
        const weir_string *string = wr_row_string(row, table->string_offsets[s]);
        if (string->size > WEIR_STRING_INLINE)
            wr_strings_release(space->strings, *string);
    }
    if (row->flags & WR_ROW_DIRTY) {
        uint32_t number = page_of_id(table, row->id);
        uint32_t i = row->id - page_first_id(table, number);
        space->pages[number].dirty[i >> 6] &= ~(1ULL << (i & 63));
        space->pages[number].dirty_count--;
        space->dirty_count--;
    }
    row->flags = 0;
    row->hash = (uint64_t)(uintptr_t)space->free_rows;
    space->free_rows = row;
    space->row_count--;
    table->state->store->row_count--;
}

void wr_state_remove(wr_state_table *table, wr_namespace *space, uint8_t *value) {
    wr_table_remove_row(table, space, wr_value_row(table, value), true);
}

/* ---- reading ---- */

/* The cursor is the id of the next row to look at. */
uint32_t wr_state_scan(wr_state_table *table, wr_namespace *space, uint64_t *cursor, uint8_t **values,
                       uint64_t *hashes, uint32_t limit) {
    uint32_t found = 0;
    while (found < limit && *cursor < space->next_id) {
        uint32_t       number = page_of_id(table, (uint32_t)*cursor);
        const wr_page *page = &space->pages[number];
        uint32_t       first_id = page_first_id(table, number);
        uint32_t       i = (uint32_t)*cursor - first_id;
        for (; i < page->used && found < limit; i++) {
            wr_row *row = wr_page_row(table, page, i);
            if (!(row->flags & WR_ROW_LIVE))
                continue;
            values[found] = (uint8_t *)row + table->value_offset;
            if (hashes != NULL)
                hashes[found] = row->hash;
            found++;
        }
        *cursor = first_id + i;
    }
    return found;
}

#define READ_KEY(type)                                                                        \
    for (uint32_t k = 0; k < count; k++)                                                      \
    memcpy((type *)out->data + first + k, (const uint8_t *)wr_value_row(table, values[k]) + key->offset, \
           sizeof(type))

void wr_state_read_key(wr_state_table *table, uint8_t *const *values, uint32_t count, uint32_t key_index,
                       weir_vector *out, uint32_t first) {
    const wr_state_key *key = &table->keys[key_index];
    uint8_t             any = 0;
    WR_ASSERT(key_index < table->key_count && weir_type_width(out->type) == key->width);
    switch (key->width) {
    case 1:
        READ_KEY(uint8_t);
        break;
    case 2:
        READ_KEY(uint16_t);
        break;
    case 4:
        READ_KEY(uint32_t);
        break;
    case 8:
        READ_KEY(uint64_t);
        break;
    default:
        READ_KEY(weir_int128);
        break;
    }
    for (uint32_t k = 0; k < count; k++)
        any |= out->nulls[first + k] = wr_row_key_null(table, wr_value_row(table, values[k]), key_index);
    if (any != 0)
        out->has_nulls = true;
}

/* ---- rows by rows: loading ---- */

static bool row_key_equal(const wr_state_table *table, const wr_row *a, const wr_row *b) {
    if (a->hash != b->hash || a->key_nulls != b->key_nulls)
        return false;
    for (uint32_t c = 0; c < table->key_count; c++) {
        const wr_state_key *key = &table->keys[c];
        if (wr_row_key_null(table, a, c) != wr_row_key_null(table, b, c))
            return false;
        if (!wr_row_key_null(table, a, c) &&
            !value_equal(key, (const uint8_t *)a + key->offset, (const uint8_t *)b + key->offset))
            return false;
    }
    return true;
}

wr_row *wr_table_find_row(wr_state_table *table, wr_namespace *space, const wr_row *like) {
    const wr_segment *segment = wr_index_segment(&space->index, like->hash);
    uint32_t          position = (uint32_t)like->hash & segment->home_mask;
    for (uint64_t slot; (slot = segment->slots[position]) != 0; position = (position + 1) & segment->mask)
        if (wr_slot_fits(slot, like->hash) && row_key_equal(table, wr_slot_row(slot), like))
            return wr_slot_row(slot);
    return NULL;
}

wr_row *wr_table_put_row(wr_state_table *table, wr_namespace *space, const wr_row *like) {
    wr_row  *row = wr_table_find_row(table, space, like);
    uint32_t first_string = table->key_string_count;
    if (space->strings != NULL && space->strings->pending_count != 0)
        wr_strings_settle_pending(space->strings);
    if (row == NULL) {
        row = row_take(table, space, like->hash);
        row->key_nulls = like->key_nulls;
        memcpy(row + 1, like + 1, table->row_size - WR_ROW_HEADER_SIZE);
        first_string = 0;
        wr_index_insert(&space->index, &table->state->store->pool, row);
    } else {
        for (uint32_t s = first_string; s < table->string_count; s++)
            if (wr_row_string(row, table->string_offsets[s])->size > WEIR_STRING_INLINE)
                wr_strings_release(space->strings, *wr_row_string(row, table->string_offsets[s]));
        memcpy((uint8_t *)row + table->value_offset, (const uint8_t *)like + table->value_offset,
               table->row_size - table->value_offset);
    }
    for (uint32_t s = first_string; s < table->string_count; s++) {
        weir_string *string = wr_row_string(row, table->string_offsets[s]);
        *string = keep_string(table, space, *string);
    }
    return row;
}
