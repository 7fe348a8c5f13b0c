/* cli/sql_rows.c - rows of a result that are kept for showing, with the changelog applied to them.
 *
 * Invariants
 *   - items[first..end) are rows in the order in which they came, NULL where one was taken back.
 *   - With `applies`, every row is in the chain of its hash, newest first, so that taking one back takes the newest of its equals.
 *   - A row that is taken back by -U leaves its place open, and the +U that follows takes it: rows that change stay where they are. */
#include <stdlib.h>
#include <string.h>

#include "cli/sql.h"

#define NO_PLACE SIZE_MAX

typedef struct row {
    uint64_t    hash;
    struct row *next;   /* of the same bucket */
    size_t      place;  /* in items           */
    uint8_t     kind;
    uint32_t    size;
    char        bytes[]; /* per cell: size (u32, UINT32_MAX: NULL), text */
} row;

struct wr_sql_rows {
    weir_result_column *columns;
    uint32_t            column_count;
    bool                applies, updated;
    size_t              max;
    row               **items; size_t first, end, capacity, live;
    row               **buckets; size_t bucket_count; /* a power of two; 0: none yet */
    size_t              open_place;                   /* of the -U just seen; NO_PLACE */
    uint64_t            dropped, version;
    wr_text             bytes;                        /* of the row that comes in */
    size_t              seen_place, seen_index;       /* where `get` was last */
};

static char *copy(const char *text) {
    size_t size = strlen(text) + 1;
    return memcpy(wr_cli_alloc(size), text, size);
}

wr_sql_rows *wr_sql_rows_create(const weir_result *result, bool applies, size_t max) {
    wr_sql_rows *rows = wr_cli_alloc(sizeof *rows);
    *rows = (wr_sql_rows){.column_count = result->column_count, .applies = applies, .max = max ? max : 1, .open_place = NO_PLACE};
    rows->columns = wr_cli_alloc(result->column_count * sizeof *rows->columns);
    for (uint32_t c = 0; c < result->column_count; c++)
        rows->columns[c] = (weir_result_column){copy(result->columns[c].name), copy(result->columns[c].type), result->columns[c].number};
    return rows;
}

void wr_sql_rows_free(wr_sql_rows *rows) {
    if (!rows)
        return;
    for (size_t i = rows->first; i < rows->end; i++)
        free(rows->items[i]);
    for (uint32_t c = 0; c < rows->column_count; c++) {
        free((char *)(uintptr_t)rows->columns[c].name);
        free((char *)(uintptr_t)rows->columns[c].type);
    }
    wr_text_free(&rows->bytes);
    free(rows->columns);
    free(rows->items);
    free(rows->buckets);
    free(rows);
}

static uint64_t hash_of(const char *bytes, size_t size) { /* FNV-1a */
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return hash ^ hash >> 32;
}

static void encode(wr_sql_rows *rows, const weir_cell *cells) {
    wr_text_clear(&rows->bytes);
    for (uint32_t c = 0; c < rows->column_count; c++) {
        uint32_t size = cells[c].text ? (uint32_t)cells[c].size : UINT32_MAX;
        wr_text_add(&rows->bytes, (const char *)&size, sizeof size);
        if (cells[c].text)
            wr_text_add(&rows->bytes, cells[c].text, cells[c].size);
    }
}

/* ---- the chains ---- */

static row **bucket_of(wr_sql_rows *rows, uint64_t hash) { return &rows->buckets[hash & (rows->bucket_count - 1)]; }

static void link_row(wr_sql_rows *rows, row *one) {
    row **bucket = bucket_of(rows, one->hash);
    one->next = *bucket;
    *bucket = one;
}

static void unlink_row(wr_sql_rows *rows, row *one) {
    row **at = bucket_of(rows, one->hash);
    while (*at != one)
        at = &(*at)->next;
    *at = one->next;
}

static void grow_buckets(wr_sql_rows *rows) {
    if (rows->live < rows->bucket_count)
        return;
    free(rows->buckets);
    rows->bucket_count = rows->bucket_count ? rows->bucket_count * 4 : 64;
    rows->buckets = wr_cli_alloc(rows->bucket_count * sizeof *rows->buckets);
    for (size_t i = rows->first; i < rows->end; i++)
        if (rows->items[i])
            link_row(rows, rows->items[i]);
}

/* ---- changes ---- */

static void forget(wr_sql_rows *rows, row *one) {
    if (rows->applies)
        unlink_row(rows, one);
    rows->items[one->place] = NULL;
    rows->live--;
    free(one);
}

static void drop_oldest(wr_sql_rows *rows) {
    while (rows->first < rows->end && !rows->items[rows->first])
        rows->first++;
    forget(rows, rows->items[rows->first]);
    rows->first++;
    rows->dropped++;
}

/* Most places are of rows that are gone: the rest moves together. */
static void settle(wr_sql_rows *rows) {
    if (rows->end < 64 || rows->end < 2 * rows->live)
        return;
    size_t kept = 0;
    for (size_t i = rows->first; i < rows->end; i++)
        if (rows->items[i]) {
            rows->items[kept] = rows->items[i];
            rows->items[kept]->place = kept;
            kept++;
        }
    rows->first = 0;
    rows->end = kept;
}

static void add(wr_sql_rows *rows, weir_row_kind kind) {
    size_t place = rows->open_place;
    rows->open_place = NO_PLACE;
    if (rows->applies)
        grow_buckets(rows);
    if (kind != WEIR_ROW_UPDATE_AFTER || place == NO_PLACE || place < rows->first || !rows->applies) {
        settle(rows);
        rows->items = wr_cli_grow(rows->items, rows->end, &rows->capacity, sizeof *rows->items);
        place = rows->end++;
    }
    row *one = wr_cli_alloc(sizeof *one + rows->bytes.size);
    *one = (row){.hash = hash_of(rows->bytes.bytes, rows->bytes.size), .place = place, .kind = (uint8_t)kind, .size = (uint32_t)rows->bytes.size};
    memcpy(one->bytes, rows->bytes.bytes, rows->bytes.size);
    rows->items[place] = one;
    if (rows->applies)
        link_row(rows, one);
    rows->live++;
    if (rows->live > rows->max)
        drop_oldest(rows);
}

static void take_back(wr_sql_rows *rows, weir_row_kind kind) {
    uint64_t hash = hash_of(rows->bytes.bytes, rows->bytes.size);
    row     *one = rows->bucket_count ? *bucket_of(rows, hash) : NULL;
    while (one && (one->hash != hash || one->size != rows->bytes.size || memcmp(one->bytes, rows->bytes.bytes, one->size) != 0))
        one = one->next;
    rows->updated = true;
    if (!one)
        return; /* it was dropped as too old */
    rows->open_place = kind == WEIR_ROW_UPDATE_BEFORE ? one->place : NO_PLACE;
    forget(rows, one);
}

void wr_sql_rows_change(wr_sql_rows *rows, weir_row_kind kind, const weir_cell *cells) {
    encode(rows, cells);
    rows->version++;
    rows->seen_place = rows->seen_index = 0;
    if (!rows->applies || weir_row_is_add((uint8_t)kind))
        add(rows, kind);
    else
        take_back(rows, kind);
}

/* ---- reading ---- */

size_t   wr_sql_rows_count(const wr_sql_rows *rows) { return rows->live; }
uint64_t wr_sql_rows_dropped(const wr_sql_rows *rows) { return rows->dropped; }
uint64_t wr_sql_rows_version(const wr_sql_rows *rows) { return rows->version; }
bool     wr_sql_rows_updated(const wr_sql_rows *rows) { return rows->updated; }

uint32_t wr_sql_rows_columns(const wr_sql_rows *rows, const weir_result_column **columns) {
    *columns = rows->columns;
    return rows->column_count;
}

/* Rows are read one after the other: the search goes on from the last place. */
static row *row_at(wr_sql_rows *rows, size_t place) {
    size_t index = rows->first, at = 0;
    if (rows->seen_index > rows->first && rows->seen_place <= place) {
        index = rows->seen_index;
        at = rows->seen_place;
    }
    for (;; index++) {
        if (!rows->items[index])
            continue;
        if (at == place)
            break;
        at++;
    }
    rows->seen_index = index;
    rows->seen_place = place;
    return rows->items[index];
}

weir_row_kind wr_sql_rows_get(wr_sql_rows *rows, size_t place, weir_cell *cells) {
    const row  *one = row_at(rows, place);
    const char *at = one->bytes;
    for (uint32_t c = 0; c < rows->column_count; c++) {
        uint32_t size;
        memcpy(&size, at, sizeof size);
        at += sizeof size;
        cells[c] = (weir_cell){size == UINT32_MAX ? NULL : at, size == UINT32_MAX ? 0 : size};
        at += size == UINT32_MAX ? 0 : size;
    }
    return (weir_row_kind)one->kind;
}
