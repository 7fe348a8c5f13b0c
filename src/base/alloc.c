/* base/alloc.c - all memory comes from here.
 *
 * When memory is spent the process ends at once: nothing is flushed, nothing is unwound, because a
 * crash is always safe in Weir and an unwinding that needs memory is not.
 */
#include "base/alloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void out_of_memory(size_t size) {
    char line[96];
    int  length = snprintf(line, sizeof line, "weir: out of memory: %zu bytes more refused\n", size);
    if (length > 0 && write(STDERR_FILENO, line, (size_t)length) < 0)
        _exit(1);
    _exit(1);
}

void *wr_alloc(size_t size) {
    void *block = malloc(size != 0 ? size : 1);
    if (block == NULL)
        out_of_memory(size);
    return block;
}

void *wr_calloc(size_t count, size_t size) {
    void *block = calloc(count != 0 ? count : 1, size != 0 ? size : 1); /* checks the product */
    if (block == NULL)
        out_of_memory(size != 0 && count > SIZE_MAX / size ? SIZE_MAX : count * size);
    return block;
}

void *wr_realloc(void *block, size_t size) {
    void *larger = realloc(block, size != 0 ? size : 1);
    if (larger == NULL)
        out_of_memory(size);
    return larger;
}

void *wr_try_alloc(size_t size) {
    return malloc(size != 0 ? size : 1);
}

void *wr_alloc_aligned(size_t alignment, size_t size) {
    WR_ASSERT(alignment != 0 && (alignment & (alignment - 1)) == 0);
    if (alignment < sizeof(void *))
        alignment = sizeof(void *);
    if (size > SIZE_MAX - alignment)
        out_of_memory(size);
    size_t rounded = (size + alignment - 1) & ~(alignment - 1);
    void  *block = aligned_alloc(alignment, rounded != 0 ? rounded : alignment);
    if (block == NULL)
        out_of_memory(size);
    return block;
}

void wr_free(void *block) {
    free(block);
}

char *wr_strndup(const char *text, size_t size) {
    WR_ASSERT(size < SIZE_MAX);
    char *copy = wr_alloc(size + 1);
    if (size != 0)
        memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

char *wr_strdup(const char *text) {
    return wr_strndup(text, strlen(text));
}

_Noreturn void wr_assert_failed(const char *condition, const char *file, int line) {
    fprintf(stderr, "weir: %s:%d: assertion failed: %s\n", file, line, condition);
    abort();
}
