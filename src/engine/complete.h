/* engine/complete.h - what could stand at a place of a statement: for the Tab key. Pure. Inside engine/. */
#ifndef WR_ENGINE_COMPLETE_H
#define WR_ENGINE_COMPLETE_H
#include "base/arena.h"
#include "catalog/catalog.h"
#include "weir/registry.h"

typedef struct wr_complete_input {
    const char          *text; size_t size, cursor; /* cursor <= size */
    const wr_catalog    *catalog;
    const weir_registry *registry;
} wr_complete_input;

/* See weir_session_complete. Temporary things live in `arena`. */
size_t wr_complete(const wr_complete_input *input, wr_arena *arena, void (*found)(void *context, const char *text, const char *kind),
                   void *context);
#endif
