/* base/alloc.h - all memory comes from here.
 *
 * Allocation of small control structures cannot be recovered from in a useful way: these functions
 * never return NULL; when memory is spent they print one line and exit with status 1 (a crash is
 * always safe in Weir). wr_try_alloc is for the large, data-dependent blocks, whose failure fails
 * the job cleanly. Thread-safe.
 */
#ifndef WR_BASE_ALLOC_H
#define WR_BASE_ALLOC_H
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

void *wr_alloc(size_t size);                    /* not cleared                               */
void *wr_calloc(size_t count, size_t size);     /* cleared; overflow is checked              */
void *wr_realloc(void *block, size_t size);
void *wr_try_alloc(size_t size);                /* NULL when memory is spent                 */
void *wr_alloc_aligned(size_t alignment, size_t size); /* power of two; wr_free frees it      */
void  wr_free(void *block);                     /* NULL is fine                              */
char *wr_strdup(const char *text);
char *wr_strndup(const char *text, size_t size);

/* Stays on in release: prints the condition with file:line and aborts. */
_Noreturn void wr_assert_failed(const char *condition, const char *file, int line);
#define WR_ASSERT(condition) \
    ((condition) ? (void)0 : wr_assert_failed(#condition, __FILE__, __LINE__))
#ifdef WEIR_DEBUG
#define WR_DEBUG_ASSERT(condition) WR_ASSERT(condition)
#else
#define WR_DEBUG_ASSERT(condition) ((void)0)
#endif
#define WR_COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define WR_MIN(a, b) ((a) < (b) ? (a) : (b))
#define WR_MAX(a, b) ((a) > (b) ? (a) : (b))
#endif
