/* format/json_marks.h - where the quotes, backslashes and newlines of some bytes are.
 *
 * The first of two steps over JSON lines: it looks at 64 bytes at a time and knows nothing of JSON, so nothing
 * in it waits for anything. The second step (json_scan.c) then finds the end of a string in the list instead of
 * looking for it, and so need not wait for the end of one value before it begins with the next. */
#ifndef WR_FORMAT_JSON_MARKS_H
#define WR_FORMAT_JSON_MARKS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes at most: an offset is 16 bits. */
#define JSON_MARKS_BYTES 65536u
/* A list has room for a mark at each byte, and for what is written behind the last mark. */
#define JSON_MARKS_ROOM 64u
/* Bytes behind the end that may be read (not looked at). */
#define JSON_MARKS_SLACK 63u

/* Writes the offsets of all marks in [bytes, bytes + size) in ascending order, returns their count. *wide: some byte
 * is beyond ASCII. size: 1 to JSON_MARKS_BYTES; JSON_MARKS_SLACK bytes behind the end can be read. */
typedef uint32_t json_marks_find(const char *bytes, size_t size, uint16_t *marks, bool *wide);

typedef struct json_marks_kernel {
    const char      *name;
    json_marks_find *find;
    bool           (*works_here)(void);
} json_marks_kernel;

/* All that this program has, the best first; the last works everywhere. All give the same. Ends with a NULL name. */
extern const json_marks_kernel wr_json_marks_kernels[];
/* The best that works on this processor. */
json_marks_find *wr_json_marks_best(void);
#endif
