/* binder/group_window.c - windows as older scripts write them, in GROUP BY: TUMBLE(ts, INTERVAL '1' HOUR), and TUMBLE_START, TUMBLE_END,
 * TUMBLE_ROWTIME and TUMBLE_PROCTIME of them in SELECT.
 *
 * Their arguments are checked and their results typed, and then they are refused: the table functions of window.c run. */
#include <string.h>
#include <strings.h>

#include "binder/binder_internal.h"

typedef enum window_part { PART_WINDOW, PART_START, PART_END, PART_ROWTIME, PART_PROCTIME, PART_COUNT } window_part;

static const char *const suffixes[PART_COUNT] = {[PART_WINDOW] = "", [PART_START] = "_START", [PART_END] = "_END", [PART_ROWTIME] = "_ROWTIME",
                                                 [PART_PROCTIME] = "_PROCTIME"};

static const struct group_window {
    const char *name, *takes;
    uint32_t    intervals; /* behind the time; one more, the offset, may follow */
} windows[] = {
    {"TUMBLE", "(ts, size)", 1},
    {"HOP", "(ts, slide, size)", 2},
    {"SESSION", "(ts, gap)", 1},
};

static const struct group_window *find_window(const char *name, window_part *part) {
    for (size_t i = 0; i < WR_COUNT_OF(windows); i++) {
        size_t size = strlen(windows[i].name);
        if (strncasecmp(windows[i].name, name, size) != 0)
            continue;
        for (*part = PART_WINDOW; *part < PART_COUNT; (*part)++)
            if (strcasecmp(suffixes[*part], name + size) == 0)
                return &windows[i];
    }
    return NULL;
}

bool wr_is_group_window(const char *name) {
    window_part part;
    return find_window(name, &part) != NULL;
}

static weir_status bind_arguments(const expr_context *ctx, const wr_ast_call *call, const struct group_window *window, weir_type *time, weir_error *err) {
    for (uint32_t i = 0; i < call->arg_count; i++) {
        wr_expr *arg;
        WEIR_TRY(wr_bind_expr(ctx, call->args[i], &arg, err));
        if (i == 0 && arg->type.time_attribute == WEIR_TIME_NONE)
            return FAIL(err, WEIR_INVALID, call->args[i]->place, "%s takes a time attribute, a column with a WATERMARK, not %s", window->name,
                        wr_type_name(ctx->binder, arg->type));
        if (i > 0 && arg->type.id != WEIR_TYPE_INTERVAL_DAY)
            return FAIL(err, WEIR_INVALID, call->args[i]->place, "%s takes intervals such as INTERVAL '1' HOUR behind the time, not %s", window->name,
                        wr_type_name(ctx->binder, arg->type));
        if (i == 0)
            *time = arg->type;
    }
    return WEIR_OK;
}

static weir_type result_type(window_part part, weir_type time) {
    switch (part) {
    case PART_START:
    case PART_END: return weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, false);
    case PART_ROWTIME: time.nullable = true; return time;
    case PART_PROCTIME:
        time = weir_type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0, false);
        time.time_attribute = WEIR_TIME_PROCTIME;
        return time;
    case PART_WINDOW:
    case PART_COUNT: break;
    }
    return weir_type_of(WEIR_TYPE_BOOLEAN, false); /* nobody reads it */
}

weir_status wr_bind_group_window(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const wr_ast_call *call = &ast->call;
    const char        *name = call->name.parts[0].text;
    window_part        part;
    weir_type          time = weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true);
    const struct group_window *window = find_window(name, &part);
    if (call->arg_count < window->intervals + 1 || call->arg_count > window->intervals + 2)
        return FAIL(err, WEIR_INVALID, ast->place, "%s has %u argument%s; write %s%s%s", name, call->arg_count, call->arg_count == 1 ? "" : "s", window->name,
                    suffixes[part], window->takes);
    WEIR_TRY(bind_arguments(ctx, call, window, &time, err));
    *out = wr_refused_value(ctx->binder, result_type(part, time), name, ast->place);
    if (strcmp(window->name, "SESSION") == 0)
        return wr_refuse(ctx->binder, ast->place, err, "SESSION windows are not available yet; TUMBLE and HOP are");
    if (part != PART_WINDOW)
        return wr_refuse(ctx->binder, ast->place, err, "group windows are not available; select window_%s of the table function %s",
                         part == PART_START ? "start" : part == PART_END ? "end" : "time", window->name);
    return wr_refuse(ctx->binder, ast->place, err, "group windows are not available; use the table function: FROM %s(TABLE t, DESCRIPTOR(ts), %s) "
                     "GROUP BY window_start, window_end", window->name, window->intervals == 2 ? "slide, size" : "INTERVAL '1' HOUR");
}
