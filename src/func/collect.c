/* func/collect.c - see the header. */
#include "func/collect.h"

#include "base/hash.h"
#include "batch/vector.h"

#define BLOCK_MIN 128u
#define BLOCK_MAX (1u << 30)

#define FORMAT    1u /* first in a block and never changed there: a weir_string has a copy of its first four bytes */

typedef struct header {
    uint32_t format;
    uint32_t used;        /* bytes, this header too                     */
    uint32_t slot_count;  /* a power of two; 0: a list                  */
    uint32_t items, live; /* all, and those that are not dead           */
    uint32_t first, last; /* where the first and last live item begin   */
    uint32_t live_bytes;
    uint32_t full;        /* 1: something had to be left out            */
} header;

typedef struct item_head {
    int64_t  count;       /* 0: dead */
    uint32_t size, key_size;
    uint64_t null;
} item_head;

/* ---- reading and writing ---- */

static char *bytes_of(weir_string *block) { return (char *)(uintptr_t)block->u.far.pointer; } /* never inline: BLOCK_MIN */

static header header_of(const weir_string *block) {
    header head = {0};
    if (block->size != 0)
        memcpy(&head, block->u.far.pointer, sizeof head);
    return head;
}

static void put_header(weir_string *block, const header *head) { memcpy(bytes_of(block), head, sizeof *head); }

static item_head head_at(const weir_string *block, uint32_t at) {
    item_head head;
    memcpy(&head, block->u.far.pointer + at, sizeof head);
    return head;
}

static wr_item item_at(const weir_string *block, uint32_t at) {
    item_head head = head_at(block, at);
    return (wr_item){block->u.far.pointer + at + sizeof head, head.size, head.key_size, head.null != 0, head.count};
}

static uint32_t item_bytes(uint32_t size) { return (uint32_t)sizeof(item_head) + size; }

static uint32_t items_begin(const header *head) { return (uint32_t)sizeof *head + head->slot_count * 4; }

static bool same_key(const wr_item *a, const wr_item *b) {
    return a->null == b->null && a->key_size == b->key_size && (a->key_size == 0 || memcmp(a->data, b->data, a->key_size) == 0);
}

/* ---- items ---- */

wr_item wr_item_of(const weir_column *column, uint32_t row) {
    wr_item item = {.null = column_is_null(column, row), .count = 1};
    if (item.null)
        return item;
    if (weir_type_is_view(column->type)) {
        item.data = weir_string_data(&strings_of(column)[row]);
        item.size = strings_of(column)[row].size;
    } else {
        item.size = weir_type_width(column->type);
        item.data = (const char *)column->data + (size_t)row * item.size;
    }
    item.key_size = item.size;
    return item;
}

weir_value wr_item_value(weir_type type, const wr_item *item) {
    uint64_t    room[2] = {0}; /* aligned for every width */
    weir_column column = {.type = type, .data = room};
    if (item->null)
        return (weir_value){.is_null = true};
    if (weir_type_is_view(type))
        return (weir_value){.u.string = weir_string_view(item->data, item->size)};
    memcpy(room, item->data, item->size);
    return wr_column_value(&column, 0);
}

/* ---- slots of a table ---- */

static uint32_t slot_get(const weir_string *block, uint32_t slot) {
    uint32_t at;
    memcpy(&at, block->u.far.pointer + sizeof(header) + (size_t)slot * 4, 4);
    return at;
}

/* The live item with this key, or 0; *free_slot: where it would go. Dead items stay in their slots until the block is made anew. */
static uint32_t find_key(const weir_string *block, const header *head, const wr_item *wanted, uint32_t *free_slot) {
    const uint32_t mask = head->slot_count - 1;
    uint32_t       slot = wanted->null ? 0 : (uint32_t)wr_hash_bytes(wanted->data, wanted->key_size) & mask, at;
    for (; (at = slot_get(block, slot)) != 0; slot = (slot + 1) & mask) {
        wr_item item = item_at(block, at);
        if (item.count != 0 && same_key(&item, wanted))
            return at;
    }
    *free_slot = slot;
    return 0;
}

/* ---- adding ---- */

/* There is room. */
static void put_item(weir_string *block, header *head, const wr_item *item, uint32_t slot) {
    const item_head made = {item->count, item->size, item->key_size, item->null};
    const uint32_t  at = head->used;
    char           *bytes = bytes_of(block);
    memcpy(bytes + at, &made, sizeof made);
    if (item->size != 0)
        memcpy(bytes + at + sizeof made, item->data, item->size);
    if (head->slot_count != 0)
        memcpy(bytes + sizeof *head + (size_t)slot * 4, &at, 4);
    head->first = head->live == 0 ? at : head->first;
    head->last = at;
    head->used += item_bytes(item->size);
    head->live_bytes += item_bytes(item->size);
    head->items++;
    head->live++;
}

/* A new block of the live items, with as much room again. */
static void remake(weir_string *block, struct weir_keeper *keep, uint32_t extra, bool table) {
    const header old = header_of(block);
    header       head = {.format = FORMAT, .full = old.full};
    while (table && head.slot_count < (old.live + 4) * 4)
        head.slot_count = head.slot_count ? head.slot_count * 2 : 16;
    head.used = items_begin(&head);
    uint64_t    capacity = WR_MAX(head.used + 2 * ((uint64_t)old.live_bytes + extra), BLOCK_MIN);
    char       *temporary = wr_calloc(1, capacity);
    memcpy(temporary, &head, sizeof head);
    weir_string fresh = weir_string_view(temporary, capacity);
    wr_item     item;
    for (uint32_t at = 0, slot = 0; wr_collect_next(block, &at, &item);) {
        if (table)
            (void)find_key(&fresh, &head, &item, &slot);
        put_item(&fresh, &head, &item, slot);
    }
    put_header(&fresh, &head);
    *block = keep->keep(keep, fresh, *block);
    wr_free(temporary);
}

/* Room for one more item of `size` bytes. False: the block is as large as it may be. */
static bool make_room(weir_string *block, struct weir_keeper *keep, uint32_t size, bool table) {
    header         head = header_of(block);
    const uint64_t extra = (uint64_t)sizeof(item_head) + size;
    if (block->size != 0 && head.used + extra <= block->size && (!table || head.items * 2 < head.slot_count))
        return true;
    if ((uint64_t)head.live_bytes + extra > BLOCK_MAX / 2) {
        head.full = 1;
        if (block->size != 0)
            put_header(block, &head);
        return false;
    }
    remake(block, keep, (uint32_t)extra, table);
    return true;
}

void wr_collect_append(weir_string *block, struct weir_keeper *keep, const wr_item *item) {
    if (!make_room(block, keep, item->size, false))
        return;
    header head = header_of(block);
    put_item(block, &head, item, 0);
    put_header(block, &head);
}

/* ---- removing ---- */

static uint32_t next_live(const weir_string *block, const header *head, uint32_t at) {
    while (at < head->used) {
        item_head item = head_at(block, at);
        if (item.count != 0)
            return at;
        at += item_bytes(item.size);
    }
    return head->used;
}

static void set_count(weir_string *block, uint32_t at, int64_t count) { memcpy(bytes_of(block) + at, &count, sizeof count); }

static void kill_item(weir_string *block, header *head, uint32_t at) {
    const uint32_t size = head_at(block, at).size;
    set_count(block, at, 0);
    head->live--;
    head->live_bytes -= item_bytes(size);
    if (head->live == 0) { /* nothing is left: the room is free again */
        head->used = head->first = head->last = items_begin(head);
        head->items = 0;
        memset(bytes_of(block) + sizeof *head, 0, (size_t)head->slot_count * 4);
        return;
    }
    if (at == head->first)
        head->first = next_live(block, head, at + item_bytes(size));
    if (at == head->last)
        for (uint32_t live = head->first; live < head->used; live = next_live(block, head, live + item_bytes(head_at(block, live).size)))
            head->last = live;
}

void wr_collect_remove(weir_string *block, const wr_item *item) {
    header head = header_of(block);
    for (uint32_t at = head.first; head.live != 0 && at < head.used; at = next_live(block, &head, at + item_bytes(head_at(block, at).size))) {
        wr_item there = item_at(block, at);
        if (!same_key(&there, item))
            continue;
        kill_item(block, &head, at);
        put_header(block, &head);
        return;
    }
}

void wr_collect_count(weir_string *block, struct weir_keeper *keep, const wr_item *item, int64_t count) {
    if (count == 0 || !make_room(block, keep, item->size, true))
        return;
    header   head = header_of(block);
    uint32_t slot, at = find_key(block, &head, item, &slot);
    if (at == 0) {
        wr_item made = *item;
        made.count = count;
        put_item(block, &head, &made, slot);
    } else if (item_at(block, at).count == -count) {
        kill_item(block, &head, at);
    } else {
        set_count(block, at, item_at(block, at).count + count);
    }
    put_header(block, &head);
}

void wr_collect_append_all(weir_string *to, struct weir_keeper *keep, const weir_string *from) {
    wr_item item;
    for (uint32_t at = 0; wr_collect_next(from, &at, &item);)
        wr_collect_append(to, keep, &item);
}

void wr_collect_count_all(weir_string *to, struct weir_keeper *keep, const weir_string *from) {
    wr_item item;
    for (uint32_t at = 0; wr_collect_next(from, &at, &item);)
        wr_collect_count(to, keep, &item, item.count);
}

/* ---- looking ---- */

uint32_t wr_collect_size(const weir_string *block) { return header_of(block).live; }

bool wr_collect_next(const weir_string *block, uint32_t *at, wr_item *item) {
    const header head = header_of(block);
    if (head.live == 0)
        return false;
    uint32_t found = next_live(block, &head, *at == 0 ? head.first : *at);
    if (found >= head.used)
        return false;
    *item = item_at(block, found);
    *at = found + item_bytes(item->size);
    return true;
}

bool wr_collect_last(const weir_string *block, wr_item *item) {
    const header head = header_of(block);
    if (head.live != 0)
        *item = item_at(block, head.last);
    return head.live != 0;
}

weir_status wr_collect_check(const weir_aggregate_call *call, const weir_string *block, weir_error *err) {
    if (header_of(block).full == 0)
        return WEIR_OK;
    return weir_fail(err, WEIR_DATA, "%s: the values of one group are more than %u MB", call->aggregate->name, BLOCK_MAX / 2 >> 20);
}
