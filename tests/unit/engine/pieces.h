/* Texts made of pieces of SQL, for what must answer to any text. */
#ifndef TEST_ENGINE_PIECES_H
#define TEST_ENGINE_PIECES_H
#include <string.h>

#include "random.h"

static const char *const pieces[] = {"SELECT ", "FROM ", "JOIN ", "t ", "AS ", ", ", ". ", ".", "'", "''", "`", "-- ", "\n", "/*", "*/", "/*+", ";", "BEGIN ", "END", "SET ",
                                     "WITH (", ")", "=", "'sasl.password' ", "'connector' ", "\xff", "\xe6\x97\xa5", "!", "\"", "12", "x'", "DESCRIBE ", "INTO ", "|"};

/* Any pieces one behind the other. */
static size_t random_text(test_random *random, char *text, size_t capacity) {
    size_t size = 0;
    for (uint32_t n = random_below(random, 12); n > 0; n--) {
        const char *piece = pieces[random_below(random, sizeof pieces / sizeof pieces[0])];
        if (size + strlen(piece) >= capacity)
            break;
        memcpy(text + size, piece, strlen(piece));
        size += strlen(piece);
    }
    return size;
}
#endif
