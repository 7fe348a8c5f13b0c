/* cli/sql_text.c - text and lists that grow. Memory that is out ends the program: what was typed is in the history. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli/sql.h"

static void *whole(void *memory) {
    if (!memory) {
        fputs("weir: out of memory\n", stderr);
        wr_sql_terminal_reset();
        exit(1);
    }
    return memory;
}

void *wr_cli_alloc(size_t size) { return whole(calloc(1, size ? size : 1)); }

void *wr_cli_grow(void *items, size_t count, size_t *capacity, size_t item_size) {
    if (count < *capacity)
        return items;
    *capacity = *capacity ? *capacity * 2 : 16;
    return whole(realloc(items, *capacity * item_size));
}

static void reserve(wr_text *text, size_t size) {
    if (text->capacity - text->size > size)
        return;
    size_t capacity = text->capacity ? text->capacity : 64;
    while (capacity - text->size <= size)
        capacity *= 2;
    text->bytes = whole(realloc(text->bytes, capacity));
    text->capacity = capacity;
}

void wr_text_add(wr_text *text, const char *bytes, size_t size) {
    reserve(text, size);
    if (size > 0)
        memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
}

void wr_text_put(wr_text *text, const char *string) { wr_text_add(text, string, strlen(string)); }

void wr_text_repeat(wr_text *text, char byte, size_t count) {
    reserve(text, count);
    memset(text->bytes + text->size, byte, count);
    text->size += count;
    text->bytes[text->size] = '\0';
}

void wr_text_printf(wr_text *text, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int size = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (size <= 0)
        return;
    reserve(text, (size_t)size);
    va_start(args, fmt);
    (void)vsnprintf(text->bytes + text->size, (size_t)size + 1, fmt, args);
    va_end(args);
    text->size += (size_t)size;
}

void wr_text_clear(wr_text *text) {
    reserve(text, 0);
    text->size = 0;
    text->bytes[0] = '\0';
}

void wr_text_free(wr_text *text) {
    free(text->bytes);
    *text = (wr_text){0};
}
