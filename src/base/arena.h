/* base/arena.h - bump allocation with one lifetime. Not thread-safe: one owner. */
#ifndef WR_BASE_ARENA_H
#define WR_BASE_ARENA_H
#include <stdarg.h>
#include <stddef.h>

typedef struct weir_arena wr_arena;

wr_arena *wr_arena_create(size_t block_size); /* 0: a default of 16 KiB */
void      wr_arena_destroy(wr_arena *arena);  /* NULL is fine */
/* Forgets everything allocated but keeps the blocks for reuse (the largest ones). */
void      wr_arena_reset(wr_arena *arena);
size_t    wr_arena_used(const wr_arena *arena);

/* 16-byte aligned, cleared to zero by _calloc only. Never NULL. */
void *wr_arena_alloc(wr_arena *arena, size_t size);
void *wr_arena_calloc(wr_arena *arena, size_t count, size_t size);
char *wr_arena_strdup(wr_arena *arena, const char *text);
char *wr_arena_strndup(wr_arena *arena, const char *text, size_t size);
char *wr_arena_printf(wr_arena *arena, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *wr_arena_vprintf(wr_arena *arena, const char *fmt, va_list args) __attribute__((format(printf, 2, 0)));
/* Grows an arena array: returns `items` or a larger copy so that item [count] is writable. */
void *wr_arena_grow(wr_arena *arena, void *items, size_t count, size_t *capacity, size_t item_size);
#endif
