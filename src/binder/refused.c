/* binder/refused.c - what Flink can do and Weir cannot yet.
 *
 * Inside a query it is noted and binding goes on with a stand-in of the right types, so that what is
 * mistyped elsewhere is found first: mending a name helps, waiting for an operator does not. When the
 * whole query is bound, what stands first in the text is said. A stand-in never leaves the binder. */
#include <stdarg.h>

#include "binder/binder_internal.h"

weir_status wr_refuse(wr_binder *binder, wr_ast_place place, weir_error *err, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    const char *message = wr_arena_vprintf(binder->arena, fmt, args);
    va_end(args);
    if (binder->depth == 0) /* outside of queries nobody asks later */
        return FAIL(err, WEIR_UNSUPPORTED, place, "%s", message);
    const wr_ast_place *first = &binder->refused_place;
    if (!binder->refused || place.line < first->line || (place.line == first->line && place.column < first->column)) {
        binder->refused = message;
        binder->refused_place = place;
    }
    return WEIR_OK;
}

void wr_warn(wr_binder *binder, wr_ast_place place, const char *fmt, ...) {
    va_list args;
    for (size_t i = 0; i < binder->warning_count; i++) /* a WITH query is bound at each use */
        if (binder->warnings[i].line == place.line && binder->warnings[i].column == place.column)
            return;
    if (binder->in_view || binder->is_reading)
        return;
    va_start(args, fmt);
    const char *text = wr_arena_vprintf(binder->arena, fmt, args);
    va_end(args);
    binder->warnings = wr_arena_grow(binder->arena, binder->warnings, binder->warning_count, &binder->warning_capacity, sizeof *binder->warnings);
    binder->warnings[binder->warning_count++] = (wr_bound_warning){place.line, place.column, text};
}

weir_status wr_check_refused(wr_binder *binder, weir_error *err) {
    const char *message = binder->refused;
    binder->refused = NULL;
    return message ? FAIL(err, WEIR_UNSUPPORTED, binder->refused_place, "%s", message) : WEIR_OK;
}

wr_expr *wr_refused_value(wr_binder *binder, weir_type type, const char *name, wr_ast_place place) {
    return wr_make_column(binder, REFUSED_BASE + binder->refused_values++, type, name, place);
}

wr_logical *wr_refused_rows(wr_binder *binder, wr_ast_place place, const weir_schema *schema) {
    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_VALUES, place);
    node->schema = schema;
    return node;
}
