/* base/error.c - fills weir_error.
 *
 * Always holds: the message is NUL-terminated and is never cut inside a UTF-8 sequence. The text
 * is formatted aside first, so an argument may point into the error that is being replaced.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "weir/error.h"

enum { MESSAGE_SIZE = sizeof(((weir_error *)0)->message) };

const char *weir_status_name(weir_status status) {
    switch (status) {
    case WEIR_OK: return "OK";
    case WEIR_INVALID: return "INVALID";
    case WEIR_DATA: return "DATA";
    case WEIR_UNSUPPORTED: return "UNSUPPORTED";
    case WEIR_UNAVAILABLE: return "UNAVAILABLE";
    case WEIR_FENCED: return "FENCED";
    case WEIR_CONFLICT: return "CONFLICT";
    case WEIR_IO: return "IO";
    case WEIR_CORRUPT: return "CORRUPT";
    case WEIR_NOMEM: return "NOMEM";
    case WEIR_CANCELLED: return "CANCELLED";
    case WEIR_STATUS_COUNT: break;
    }
    return "UNKNOWN";
}

/* Copies `text` to `out` (size bytes, NUL included), cut at a code point; returns the length. */
static size_t copy_cut(char *out, size_t size, const char *text) {
    size_t length = strlen(text);
    if (length >= size) {
        length = size - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
            length--;
    }
    memmove(out, text, length);
    out[length] = '\0';
    return length;
}

static void set_message(weir_error *err, weir_status status, uint32_t line, uint32_t column,
                        int os_error, const char *fmt, va_list args)
    __attribute__((format(printf, 6, 0)));
static void set_message(weir_error *err, weir_status status, uint32_t line, uint32_t column,
                        int os_error, const char *fmt, va_list args) {
    char text[MESSAGE_SIZE + 4]; /* 4 more: a cut at MESSAGE_SIZE is still seen as a cut */
    if (vsnprintf(text, sizeof text, fmt, args) < 0)
        text[0] = '\0';
    err->status = status;
    err->sql_line = line;
    err->sql_column = column;
    err->os_error = os_error;
    (void)copy_cut(err->message, MESSAGE_SIZE, text);
}

weir_status weir_fail(weir_error *err, weir_status status, const char *fmt, ...) {
    if (err != NULL) {
        va_list args;
        va_start(args, fmt);
        set_message(err, status, 0, 0, 0, fmt, args);
        va_end(args);
    }
    return status;
}

weir_status weir_fail_at(weir_error *err, weir_status status, uint32_t line, uint32_t column,
                         const char *fmt, ...) {
    if (err != NULL) {
        va_list args;
        va_start(args, fmt);
        set_message(err, status, line, column, 0, fmt, args);
        va_end(args);
    }
    return status;
}

weir_status weir_fail_errno(weir_error *err, weir_status status, int os_error, const char *fmt,
                            ...) {
    if (err == NULL)
        return status;
    va_list args;
    va_start(args, fmt);
    set_message(err, status, 0, 0, os_error, fmt, args);
    va_end(args);
    char        reason[128];
    const char *text = strerror_r(os_error, reason, sizeof reason); /* the GNU one returns text */
    size_t      used = strlen(err->message);
    if (used + 2 < MESSAGE_SIZE) {
        memcpy(err->message + used, ": ", 3);
        (void)copy_cut(err->message + used + 2, MESSAGE_SIZE - used - 2, text);
    }
    return status;
}

weir_status weir_fail_context(weir_error *err, weir_status status, const char *fmt, ...) {
    if (err == NULL)
        return status;
    char    text[2 * MESSAGE_SIZE];
    va_list args;
    va_start(args, fmt);
    int size = vsnprintf(text, MESSAGE_SIZE, fmt, args);
    va_end(args);
    if (size < 0)
        return status;
    size_t used = strlen(text);
    memcpy(text + used, ": ", 3);
    (void)copy_cut(text + used + 2, sizeof text - used - 2, err->message);
    (void)copy_cut(err->message, MESSAGE_SIZE, text);
    return status;
}
