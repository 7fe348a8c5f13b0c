/* func/json_path_reader.h - what json_path_parse.c and json_filter_parse.c share: the text of a path and the place in it. */
#ifndef WR_FUNC_JSON_PATH_READER_H
#define WR_FUNC_JSON_PATH_READER_H
#include "func/json_path.h"

typedef struct wr_path_reader {
    const char       *text;
    size_t            size, at;
    uint32_t          depth;    /* filters and functions inside of each other        */
    bool              in_filter; /* a path in a filter ends where the comparison goes on */
    wr_arena         *arena;
    wr_path_pattern **patterns; /* of the whole path */
    weir_error       *err;
} wr_path_reader;

#define WR_PATH_DEPTH_MAX 32u

/* Sets the error: what is wrong, and where. */
weir_status wr_path_fail(const wr_path_reader *reader, weir_status status, const char *what);
/* A string in quotes, unescaped; reader is at the quote. */
weir_status wr_path_read_quoted(wr_path_reader *reader, weir_string *out);
/* The steps behind $ or @. */
weir_status wr_path_read_steps(wr_path_reader *reader, wr_json_path *path);
/* json_filter_parse.c: what stands between ?( and ). */
weir_status wr_path_read_filter(wr_path_reader *reader, wr_filter **filter);

static inline char wr_path_peek(const wr_path_reader *reader) { return reader->at < reader->size ? reader->text[reader->at] : '\0'; }

static inline bool wr_path_accept(wr_path_reader *reader, const char *word) {
    const size_t size = strlen(word);
    if (reader->size - reader->at < size || memcmp(reader->text + reader->at, word, size) != 0)
        return false;
    reader->at += size;
    return true;
}

static inline void wr_path_skip_blanks(wr_path_reader *reader) {
    while (wr_path_peek(reader) == ' ')
        reader->at++;
}
#endif
