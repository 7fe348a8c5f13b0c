/* state/expiry.c - rows that expire: the time of the last write in each, and who is past it.
 *
 * Always holds: the time is the last field of the value (behind the ttl_size bytes), described like the operator's own, so that snapshots, restores and
 * listings need not know of it. Zero stands in a row that was just inserted: its operator renews it before the call ends. */
#include "state/internal.h"

#include <string.h>

#include "base/arena.h"
#include "base/io.h"

#define SCAN_ROWS 256u

wr_state_desc wr_desc_with_time(const wr_state_desc *desc, wr_arena *arena) {
    weir_state_field *fields = wr_arena_alloc(arena, (desc->field_count + 1u) * sizeof *fields);
    wr_state_desc     timed = *desc;
    uint32_t          offset = ((desc->value_size + 7) & ~7u) + ((desc->ttl_size + 7) & ~7u);
    if (desc->field_count > 0)
        memcpy(fields, desc->fields, desc->field_count * sizeof *fields);
    fields[desc->field_count] = (weir_state_field){"last-write", weir_type_of(WEIR_TYPE_BIGINT, false), offset};
    timed.fields = fields;
    timed.field_count++;
    timed.value_size = offset + (uint32_t)sizeof(int64_t);
    return timed;
}

static int64_t *written_ms(const wr_state_table *table, const uint8_t *value) {
    return (int64_t *)((uintptr_t)value + table->written_offset);
}

bool wr_state_is_expired(const wr_state_table *table, const uint8_t *value, int64_t now_ms) {
    int64_t written = *written_ms(table, value);
    return written != 0 && now_ms - written >= table->ttl_ms;
}

void wr_state_renew(const wr_state_table *table, uint8_t *value, int64_t now_ms) {
    *written_ms(table, value) = now_ms;
}

uint32_t wr_state_find_expired(wr_state_table *table, wr_namespace *space, int64_t now_ms, uint32_t limit, uint8_t **values) {
    uint32_t found = 0;
    limit = WR_MIN(limit, space->next_id);
    for (uint32_t looked = 0; looked < limit; looked++) {
        wr_row  *row = wr_table_row(table, space, space->looked_at);
        uint8_t *value = (uint8_t *)row + table->value_offset;
        if (++space->looked_at >= space->next_id)
            space->looked_at = 0;
        if ((row->flags & WR_ROW_LIVE) && wr_state_is_expired(table, value, now_ms))
            values[found++] = value;
    }
    return found;
}

/* ---- at a restore ---- */

static void move_rows(wr_state_table *from, wr_namespace *space, wr_state_table *to, wr_namespace *to_space) {
    wr_row  *like = (wr_row *)(void *)to->scratch;
    uint8_t *value;
    for (uint64_t cursor = 0; wr_state_scan(from, space, &cursor, &value, NULL, 1) != 0;) {
        memset(like, 0, to->row_size);
        memcpy(like, wr_value_row(from, value), from->value_offset);
        memcpy(to->scratch + to->value_offset, value, WR_MIN(from->value_size, to->value_size));
        (void)wr_table_put_row(to, to_space, like);
    }
}

wr_state_table *wr_table_convert(wr_state_table *old, const wr_state_desc *desc) {
    wr_state       *state = old->state;
    wr_state_table *made = wr_table_create(state, desc);
    WR_ASSERT(made->value_offset == old->value_offset);
    state->table_count--; /* it takes the place of the old one */
    for (size_t n = 0; n < old->count; n++) {
        wr_namespace *space = old->spaces[old->first + n];
        move_rows(old, space, made, wr_state_namespace(made, space->time, true));
    }
    while (old->count != 0)
        wr_table_drop(old, old->spaces[old->first], false);
    wr_table_destroy(old);
    state->store->whole_next = true; /* the files that are there describe the old layout */
    return made;
}

/* A row without a time was saved without one. */
static void renew_or_remove(wr_state_table *table, wr_namespace *space, int64_t now_ms) {
    uint8_t *values[SCAN_ROWS];
    uint32_t count;
    for (uint64_t cursor = 0; (count = wr_state_scan(table, space, &cursor, values, NULL, SCAN_ROWS)) != 0;) {
        for (uint32_t k = 0; k < count; k++) {
            if (*written_ms(table, values[k]) == 0)
                wr_state_renew(table, values[k], now_ms);
            else if (wr_state_is_expired(table, values[k], now_ms))
                wr_state_remove(table, space, values[k]);
        }
    }
}

void wr_table_set_ttl(wr_state_table *table, const wr_state_desc *desc) {
    WR_ASSERT(desc->env != NULL);
    int64_t now_ms = desc->env->wall_ms(desc->env->self);
    table->ttl_ms = desc->ttl_ms;
    table->written_offset = desc->fields[desc->field_count - 1].offset;
    for (size_t n = 0; n < table->count; n++)
        renew_or_remove(table, table->spaces[table->first + n], now_ms);
}
