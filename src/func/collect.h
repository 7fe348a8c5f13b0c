/* func/collect.h - accumulators that hold many values: a list, or a table of how often each is there.
 *
 * All is in one weir_string of the group's state, so that state keeps and saves it as it does any text. Its bytes are a block that the keeper
 * holds and that is written in place: it has more room than it uses, and when that is spent a block of twice the size takes its place. Numbers
 * are in the order of the machine and not aligned:
 *   header | u32 slots[]: hash of a key -> item | items, one behind another, dead ones among them
 * Not thread-safe; a block belongs to its group. */
#ifndef WR_FUNC_COLLECT_H
#define WR_FUNC_COLLECT_H
#include "batch/nested.h"
#include "func/func.h"

/* One value. `data` borrows: the column's bytes, or the block's. Of a table the first key_size bytes are the key. */
typedef struct wr_item {
    const char *data;
    uint32_t    size, key_size;
    bool        null;
    int64_t     count; /* of a list 1 */
} wr_item;

/* A row of a column as an item, and an item as a value again. */
wr_item    wr_item_of(const weir_column *column, uint32_t row);
weir_value wr_item_value(weir_type type, const wr_item *item);

/* A list: values in the order in which they came. */
void wr_collect_append(weir_string *block, struct weir_keeper *keep, const wr_item *item);
void wr_collect_remove(weir_string *block, const wr_item *item); /* the first that is equal; none: nothing happens */
/* A table: adds `count` (it may be negative) to that of the item with this key; one that comes to 0 is gone. */
void wr_collect_count(weir_string *block, struct weir_keeper *keep, const wr_item *item, int64_t count);
/* Everything of `from` goes into `to` as well. */
void wr_collect_append_all(weir_string *to, struct weir_keeper *keep, const weir_string *from);
void wr_collect_count_all(weir_string *to, struct weir_keeper *keep, const weir_string *from);

uint32_t wr_collect_size(const weir_string *block); /* items that are there */
/* Item by item; *at is 0 at first. */
bool     wr_collect_next(const weir_string *block, uint32_t *at, wr_item *item);
bool     wr_collect_last(const weir_string *block, wr_item *item);
/* WEIR_DATA: more was added than a block can hold. To be asked for before a result. */
weir_status wr_collect_check(const weir_aggregate_call *call, const weir_string *block, weir_error *err);
#endif
