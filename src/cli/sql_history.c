/* cli/sql_history.c - what was typed, in a file of its own: one line for each entry, written at once.
 *
 * Format: the entry with \ as \\ and line breaks as \n. Passwords and keys are covered before they reach the disk, and
 * the file can be read by its owner alone. A file that cannot be read or written is no reason to stop working: history is
 * then kept in memory only. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/sql.h"

#define ENTRIES_MAX 1000u /* read at the start; a file with more than twice as many is shortened */

void wr_sql_history_line(const char *entry, wr_text *out) {
    wr_text safe = {0};
    wr_text_put(&safe, entry);
    weir_text_hide_secrets(safe.bytes, safe.size);
    wr_text_clear(out);
    for (size_t i = 0; i < safe.size; i++) {
        if (safe.bytes[i] == '\\' || safe.bytes[i] == '\n')
            wr_text_put(out, safe.bytes[i] == '\n' ? "\\n" : "\\\\");
        else
            wr_text_add(out, &safe.bytes[i], 1);
    }
    wr_text_put(out, "\n");
    wr_text_free(&safe);
}

void wr_sql_history_entry(const char *line, size_t size, wr_text *out) {
    wr_text_clear(out);
    for (size_t i = 0; i < size; i++) {
        if (line[i] == '\\' && i + 1 < size) {
            i++;
            wr_text_add(out, line[i] == 'n' ? "\n" : &line[i], 1);
        } else {
            wr_text_add(out, &line[i], 1);
        }
    }
}

static bool make_folders(char *path) {
    for (char *at = path + 1; *at; at++)
        if (*at == '/') {
            *at = '\0';
            (void)mkdir(path, 0700); /* what is wrong shows at the last one */
            *at = '/';
        }
    struct stat info;
    (void)mkdir(path, 0700);
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

void wr_sql_history_path(wr_text *path) {
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    wr_text_clear(path);
    if (state && state[0] == '/')
        wr_text_printf(path, "%s/weir", state);
    else if (home && home[0] == '/')
        wr_text_printf(path, "%s/.local/state/weir", home);
    else
        return;
    if (make_folders(path->bytes))
        wr_text_put(path, "/history");
    else
        wr_text_clear(path);
}

/* Lines of the file; the first of those that count. */
static size_t lines_of(const wr_text *file, size_t *first) {
    size_t count = 0;
    *first = 0;
    for (size_t i = 0; i < file->size; i++)
        count += file->bytes[i] == '\n';
    for (size_t skip = count > ENTRIES_MAX ? count - ENTRIES_MAX : 0; skip > 0; (*first)++)
        skip -= file->bytes[*first] == '\n';
    return count;
}

static void write_whole(int fd, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t wrote = write(fd, bytes, size);
        if (wrote <= 0)
            return;
        bytes += wrote;
        size -= (size_t)wrote;
    }
}

/* Under a name of its own first: another shell may read. */
static void shorten(const char *path, const char *bytes, size_t size) {
    wr_text temporary = {0};
    wr_text_printf(&temporary, "%s.new", path);
    int fd = open(temporary.bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        write_whole(fd, bytes, size);
        close(fd);
        if (rename(temporary.bytes, path) != 0)
            (void)unlink(temporary.bytes);
    }
    wr_text_free(&temporary);
}

void wr_sql_history_load(const char *path, void (*entry)(void *context, const char *text), void *context) {
    wr_text file = {0}, text = {0};
    char    part[4096];
    ssize_t got;
    int     fd = path[0] ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    wr_text_clear(&file);
    while ((got = read(fd, part, sizeof part)) > 0)
        wr_text_add(&file, part, (size_t)got);
    close(fd);
    size_t first, count = lines_of(&file, &first);
    for (size_t at = first; at < file.size;) {
        const char *newline = memchr(file.bytes + at, '\n', file.size - at);
        if (!newline)
            break; /* another shell is writing it */
        wr_sql_history_entry(file.bytes + at, (size_t)(newline - file.bytes) - at, &text);
        entry(context, text.bytes);
        at = (size_t)(newline - file.bytes) + 1;
    }
    if (count > 2 * ENTRIES_MAX)
        shorten(path, file.bytes + first, file.size - first);
    wr_text_free(&file);
    wr_text_free(&text);
}

void wr_sql_history_append(const char *path, const char *entry) {
    wr_text line = {0};
    int     fd = path[0] ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (fd < 0)
        return;
    (void)fchmod(fd, 0600);
    wr_sql_history_line(entry, &line);
    write_whole(fd, line.bytes, line.size);
    close(fd);
    wr_text_free(&line);
}
