/* ops/window_zone.h - windows over TIMESTAMP_LTZ are cut in the session's local time.
 *
 * The operator works in local milliseconds; only what comes in and goes out is an instant. Where clocks are put
 * back, a local time comes twice: the local watermark waits until no later instant can show an earlier
 * local time, so a window fires behind the second pass (Flink: TimeWindowUtil.toEpochMillsForTimer). */
#ifndef WR_OPS_WINDOW_ZONE_H
#define WR_OPS_WINDOW_ZONE_H
#include <string.h>
#include "base/zone.h"
#include "plan/node.h"
#include "weir/operator.h"

typedef struct wr_window_zone {
    const wr_zone *zone;              /* NULL: local time is UTC, or the time column is a plain TIMESTAMP */
    weir_time_ms   instant, local;    /* the last watermark asked for, and its answer */
} wr_window_zone;

static inline weir_status wr_window_zone_open(wr_window_zone *zone, const weir_operator_context *ctx, weir_error *err) {
    const wr_node *node = ctx->node;
    *zone = (wr_window_zone){.instant = WEIR_TIME_MIN, .local = WEIR_TIME_MIN};
    if (node->inputs[0]->schema->fields[node->window.time_column].type.id != WEIR_TYPE_TIMESTAMP_LTZ || strcmp(ctx->local_time_zone, "UTC") == 0)
        return WEIR_OK;
    zone->zone = wr_zone_find(ctx->arena, ctx->local_time_zone, strlen(ctx->local_time_zone));
    if (!zone->zone)
        return weir_fail(err, WEIR_INVALID, "time zone '%s' is not known; install the tz database (package tzdata) or use an offset such as '+01:00'", ctx->local_time_zone);
    return WEIR_OK;
}

static inline int64_t wr_window_local(const wr_window_zone *zone, int64_t instant) {
    return zone->zone ? instant + wr_zone_offset_ms(zone->zone, instant) : instant;
}

static inline int64_t wr_window_instant(const wr_window_zone *zone, int64_t local) {
    return zone->zone ? wr_zone_instant_ms(zone->zone, local) : local;
}

/* The local time that every row behind the watermark is at or after. */
static inline weir_time_ms wr_window_local_watermark(wr_window_zone *zone, weir_time_ms watermark) {
    enum { LOOK_AHEAD_MS = 6 * 3600000 }; /* no zone puts its clocks back by more */
    if (!zone->zone || watermark == WEIR_TIME_MIN || watermark == WEIR_TIME_MAX)
        return watermark;
    if (watermark == zone->instant)
        return zone->local;
    int64_t      now = wr_zone_offset_ms(zone->zone, watermark), later = wr_zone_offset_ms(zone->zone, watermark + LOOK_AHEAD_MS);
    weir_time_ms local = watermark + now;
    if (later < now) { /* they are put back soon: find when */
        int64_t before = watermark, after = watermark + LOOK_AHEAD_MS;
        while (after - before > 1) {
            int64_t middle = before + (after - before) / 2;
            if (wr_zone_offset_ms(zone->zone, middle) == now)
                before = middle;
            else
                after = middle;
        }
        if (after + later < local)
            local = after + later;
    }
    zone->instant = watermark;
    zone->local = local;
    return local;
}
#endif
