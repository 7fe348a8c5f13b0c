/* batch/batch.c - checks every invariant that include/weir/batch.h states. */
#include "weir/batch.h"

#include "batch/nested.h"

static bool selection_valid(const weir_batch *batch) {
    if (batch->row_count > WEIR_BATCH_ROWS || batch->selected_count > batch->row_count)
        return false;
    if (batch->selection == NULL)
        return batch->selected_count == batch->row_count;
    for (uint32_t k = 0; k < batch->selected_count; k++) {
        if (batch->selection[k] >= batch->row_count)
            return false;
        if (k != 0 && batch->selection[k] <= batch->selection[k - 1])
            return false;
    }
    return true;
}

/* Time moves for the rows that are not selected, too. */
static bool time_valid(const weir_batch *batch) {
    if (batch->row_watermarks == NULL)
        return true;
    for (uint32_t i = 0; i < batch->row_count; i++) {
        weir_time_ms next = i + 1 < batch->row_count ? batch->row_watermarks[i + 1] : batch->watermark;
        if (batch->row_watermarks[i] > next)
            return false;
    }
    return true;
}

static bool string_valid(const weir_string *string) {
    static const char zeros[WEIR_STRING_INLINE] = {0};
    if (string->size > WEIR_STRING_LENGTH_MAX)
        return false;
    if (string->size <= WEIR_STRING_INLINE)
        return memcmp(string->u.inlined + string->size, zeros, WEIR_STRING_INLINE - string->size) == 0;
    const char *bytes = string->u.far.pointer;
    return bytes != NULL && memcmp(string->u.far.prefix, bytes, 4) == 0;
}

static bool column_valid(const weir_batch *batch, const weir_column *column) {
    if (column->data == NULL)
        return true; /* nobody reads it */
    if (weir_type_width(column->type) == 0)
        return false;
    for (uint32_t k = 0; k < batch->selected_count; k++) {
        uint32_t i = weir_batch_row(batch, k);
        if (column->nulls != NULL && column->nulls[i] > 1)
            return false;
        if (column->nulls != NULL && column->nulls[i] == 1)
            continue;
        if (column->type.id == WEIR_TYPE_BOOLEAN && ((const uint8_t *)column->data)[i] > 1)
            return false;
        if (weir_type_is_view(column->type) && !string_valid((const weir_string *)column->data + i))
            return false;
        if (weir_type_is_nested(column->type) && !wr_nested_valid(column->type, (const weir_string *)column->data + i))
            return false;
    }
    return true;
}

static bool columns_valid(const weir_batch *batch) {
    if (batch->schema == NULL || (batch->columns == NULL && batch->schema->field_count != 0))
        return false;
    for (uint32_t c = 0; c < batch->schema->field_count; c++) {
        if (!weir_type_same(batch->schema->fields[c].type, batch->columns[c].type))
            return false;
        if (!column_valid(batch, &batch->columns[c]))
            return false;
    }
    return true;
}

bool weir_batch_valid(const weir_batch *batch) {
    if (!selection_valid(batch) || !time_valid(batch) || !columns_valid(batch))
        return false;
    for (uint32_t k = 0; batch->row_kinds != NULL && k < batch->selected_count; k++)
        if (batch->row_kinds[weir_batch_row(batch, k)] > WEIR_ROW_DELETE)
            return false;
    if (batch->origin == NULL)
        return true;
    return batch->origin->row_count == batch->row_count && columns_valid(batch->origin);
}
