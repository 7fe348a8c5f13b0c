/* weir/error.h - how every Weir function reports failure.
 *
 * A fallible function returns weir_status and takes `weir_error *err` as its last parameter. The
 * status says what the CALLER can do; the error says, for a person, what happened. On WEIR_OK the
 * content of *err is unspecified and must not be read. err may be NULL everywhere. Nothing here
 * allocates. All functions are thread-safe.
 */
#ifndef WEIR_ERROR_H
#define WEIR_ERROR_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum weir_status {
    WEIR_OK = 0,
    WEIR_INVALID,     /* the user's SQL, options or command line; fixing the text helps (exit 2) */
    WEIR_DATA,        /* a record or value is bad; skip, keep aside or fail, as set     (exit 1) */
    WEIR_UNSUPPORTED, /* understood, not built; said by name, never guessed             (exit 2) */
    WEIR_UNAVAILABLE, /* the outside is away or the disk is full; retry with back-off   (exit 1) */
    WEIR_FENCED,      /* another instance owns the job; stop, do not retry              (exit 4) */
    WEIR_CONFLICT,    /* saved state or evidence does not fit; nothing was touched      (exit 3) */
    WEIR_IO,          /* local disk or file system; the job fails                       (exit 1) */
    WEIR_CORRUPT,     /* checksum or layout of a file is broken                         (exit 1) */
    WEIR_NOMEM,       /* memory is spent; the job fails                                 (exit 1) */
    WEIR_CANCELLED,   /* asked to stop; not an error for the user                       (exit 0) */
    WEIR_STATUS_COUNT
} weir_status;

typedef struct weir_error {
    weir_status status;
    uint32_t    sql_line, sql_column; /* 1-based place in the script; 0: no place           */
    int         os_error;             /* errno of a failed system call; 0: none             */
    char        message[1024];        /* UTF-8, NUL-terminated, outermost context first     */
} weir_error;

/* "UNAVAILABLE"; never NULL. */
const char *weir_status_name(weir_status status);

/* Sets *err (printf style) and returns `status`, so a failure is one line. Clears the SQL place
 * and os_error. */
weir_status weir_fail(weir_error *err, weir_status status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4), cold));

/* As weir_fail, with a place in the script. */
weir_status weir_fail_at(weir_error *err, weir_status status, uint32_t line, uint32_t column,
                         const char *fmt, ...) __attribute__((format(printf, 5, 6), cold));

/* As weir_fail, for a failed system call: appends ": <strerror>" and keeps errno. */
weir_status weir_fail_errno(weir_error *err, weir_status status, int os_error, const char *fmt, ...)
    __attribute__((format(printf, 4, 5), cold));

/* Prepends what we were doing ("<context>: ") to an error raised below; returns its status. */
weir_status weir_fail_context(weir_error *err, weir_status status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4), cold));

/* The only two macros that change control flow. */
#define WEIR_TRY(expr)                               \
    do {                                             \
        weir_status weir_try_status_ = (expr);       \
        if (weir_try_status_ != WEIR_OK)             \
            return weir_try_status_;                 \
    } while (0)
#define WEIR_TRY_GOTO(status_variable, expr, label)  \
    do {                                             \
        (status_variable) = (expr);                  \
        if ((status_variable) != WEIR_OK)            \
            goto label;                              \
    } while (0)
#ifdef __cplusplus
}
#endif
#endif
