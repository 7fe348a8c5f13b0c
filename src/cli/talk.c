/* cli/talk.c - everything said to a person: log lines, diagnostics and the live progress line, on stderr.
 *
 * The progress line exists on a terminal only. It is redrawn in place, never wider than the terminal, and
 * taken away before any other line. Nothing is ever written to stdout here. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

#define MS_PER_DAY 86400000

/* ---- small texts ---- */

typedef struct text { char bytes[512]; size_t size; } text;

static void text_add(text *out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void text_add(text *out, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int wrote = vsnprintf(out->bytes + out->size, sizeof out->bytes - out->size, fmt, args);
    va_end(args);
    if (wrote > 0)
        out->size += (size_t)wrote < sizeof out->bytes - out->size ? (size_t)wrote : sizeof out->bytes - out->size - 1;
}

/* "2013-01-05 12:00:00Z" of milliseconds since 1970 (days to a date: the era of 400 years begins in March). */
static void text_time(text *out, int64_t ms) {
    int64_t days = ms / MS_PER_DAY, rest = ms % MS_PER_DAY;
    if (rest < 0) {
        rest += MS_PER_DAY;
        days--;
    }
    int64_t shifted = days + 719468, era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    int64_t year = year_of_era + era * 400 + (month <= 2);
    int64_t second = rest / 1000;
    text_add(out, "%04" PRId64 "-%02" PRId64 "-%02" PRId64 " %02" PRId64 ":%02" PRId64 ":%02" PRId64 "Z", year, month, day,
             second / 3600, second / 60 % 60, second % 60);
}

static void text_count(text *out, double value) {
    if (value >= 999.5e6)
        text_add(out, "%.2f G", value / 1e9);
    else if (value >= 999.5e3)
        text_add(out, "%.2f M", value / 1e6);
    else if (value >= 9999.5)
        text_add(out, "%.1f k", value / 1e3);
    else
        text_add(out, "%.0f", value);
}

/* ---- lines ---- */

static void write_all(const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t wrote = write(STDERR_FILENO, bytes, size);
        if (wrote <= 0)
            return; /* nobody can be told */
        bytes += wrote;
        size -= (size_t)wrote;
    }
}

/* Bytes of the UTF-8 character at `at`; 0: there is none. */
static size_t character_size(const char *at, size_t left) {
    unsigned char first = (unsigned char)at[0];
    size_t        size = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    if (size > left)
        return 0;
    for (size_t i = 1; i < size; i++)
        if (((unsigned char)at[i] & 0xc0) != 0x80)
            return 0;
    return size;
}

/* JSON text of `line`: control characters, quotes and backslashes escaped, what is no text as '?'. */
static size_t json_text(const char *line, size_t line_size, char *out, size_t capacity) {
    size_t size = 0;
    for (size_t i = 0; i < line_size && size + 8 < capacity; i++) {
        unsigned char byte = (unsigned char)line[i];
        if (byte == '"' || byte == '\\') {
            out[size++] = '\\';
            out[size++] = (char)byte;
        } else if (byte == '\n') {
            out[size++] = '\\';
            out[size++] = 'n';
        } else if (byte < 0x20 || byte == 0x7f) {
            size += (size_t)snprintf(out + size, capacity - size, "\\u%04x", byte);
        } else if (character_size(line + i, line_size - i) == 0) {
            out[size++] = '?';
        } else {
            size_t bytes = character_size(line + i, line_size - i);
            memcpy(out + size, line + i, bytes);
            size += bytes;
            i += bytes - 1;
        }
    }
    out[size] = '\0';
    return size;
}

static void say_json(const char *level, const char *line, size_t line_size) {
    char            escaped[8192], whole[8448];
    text            when = {.size = 0};
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    text_time(&when, (int64_t)now.tv_sec * 1000);
    when.bytes[10] = 'T';
    json_text(line, line_size, escaped, sizeof escaped);
    int size = snprintf(whole, sizeof whole, "{\"time\":\"%.19s.%03ldZ\",\"level\":\"%s\",\"message\":\"%s\"}\n", when.bytes,
                        now.tv_nsec / 1000000, level, escaped);
    if (size > 0)
        write_all(whole, (size_t)size);
}

void wr_talk_init(wr_talk *talk, bool json, bool quiet) {
    const char *term = getenv("TERM"), *no_colour = getenv("NO_COLOR");
    *talk = (wr_talk){.json = json, .quiet = quiet, .terminal = isatty(STDERR_FILENO) == 1};
    if (term && strcmp(term, "dumb") == 0)
        talk->terminal = false; /* it cannot redraw a line */
    talk->colour = talk->terminal && !json && !(no_colour && *no_colour);
}

void wr_talk_erase(wr_talk *talk) {
    if (talk->drawn)
        write_all("\r\033[K", 4);
    talk->drawn = false;
}

/* Lines that programs read, which are said with --quiet, too. */
static bool is_kept(const char *line) {
    bool is_end = strncmp(line, "job '", 5) == 0 && strstr(line, " rows-in=") && strstr(line, " seconds=");
    return is_end || strncmp(line, "batch-times ", 12) == 0 || strstr(line, "resumed from checkpoint") || strstr(line, "first new row");
}

void wr_talk_log(void *context, int level, const char *line) {
    wr_talk           *talk = context;
    static const char *const names[] = {"error", "warning", "info"};
    static const char *const plain[] = {"weir: error: ", "weir: warning: ", "weir: "};
    static const char *const bright[] = {"weir: \033[31merror:\033[0m ", "weir: \033[33mwarning:\033[0m ", "weir: "};
    char                     whole[4352];
    if (level < 0 || level > 2)
        return;
    if (level == 2 && talk->quiet && !is_kept(line))
        return;
    wr_talk_erase(talk);
    if (talk->json) {
        say_json(names[level], line, strlen(line));
        return;
    }
    int size = snprintf(whole, sizeof whole - 1, "%s%s", talk->colour ? bright[level] : plain[level], line);
    if (size <= 0)
        return;
    size_t length = (size_t)size < sizeof whole - 1 ? (size_t)size : sizeof whole - 2;
    whole[length++] = '\n';
    write_all(whole, length);
}

void wr_talk_diagnostic(wr_talk *talk, const char *line) {
    size_t      size = strlen(line);
    const char *word = strstr(line, "error: ");
    const char *line_end = strchr(line, '\n');
    wr_talk_erase(talk);
    if (talk->json) {
        while (size > 0 && line[size - 1] == '\n')
            size--;
        say_json("error", line, size);
    } else if (talk->colour && word && (!line_end || word < line_end)) {
        write_all(line, (size_t)(word - line));
        write_all("\033[31merror:\033[0m ", 16);
        write_all(word + 7, size - (size_t)(word - line) - 7);
    } else {
        write_all(line, size);
    }
}

/* ---- the progress line ---- */

static size_t terminal_width(void) {
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

/* Bytes of the first `columns` characters. */
static size_t fitting(const char *line, size_t size, size_t columns) {
    size_t at = 0;
    while (at < size) {
        size_t next = at + 1;
        while (next < size && ((unsigned char)line[next] & 0xc0) == 0x80)
            next++;
        if (columns-- == 0)
            break;
        at = next;
    }
    return at;
}

static void text_bytes(text *out, double value) {
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    size_t unit = 0;
    while (value >= 999.5 && unit < 4) {
        value /= 1000;
        unit++;
    }
    text_add(out, unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s", value, units[unit]);
}

static void text_left(text *out, double seconds) {
    int64_t whole = seconds < 1e9 ? (int64_t)(seconds + 0.5) : 1000000000;
    if (whole < 100)
        text_add(out, ", %" PRId64 " s left", whole);
    else if (whole < 6000)
        text_add(out, ", %" PRId64 " min left", (whole + 30) / 60);
    else
        text_add(out, ", %" PRId64 " h %" PRId64 " min left", whole / 3600, whole / 60 % 60);
}

/* "backlog 74.4 MB, 12 s left  " */
static void text_backlog(text *out, const weir_progress *progress, bool brief) {
    if (progress->backlog_bytes < 0 || progress->backlog_rows < 0 || progress->watermark_ms == INT64_MAX)
        return;
    text_add(out, brief ? "" : "backlog ");
    if (progress->backlog_bytes > 0 || progress->backlog_rows == 0)
        text_bytes(out, (double)progress->backlog_bytes);
    if (progress->backlog_rows > 0) {
        text_add(out, progress->backlog_bytes > 0 ? " + " : "");
        text_count(out, (double)progress->backlog_rows);
        text_add(out, " rows");
    }
    if (progress->seconds_left >= 0)
        text_left(out, progress->seconds_left);
    text_add(out, "  ");
}

/* Rows a second since the last call, smoothed. */
static double rate_of(wr_talk *talk, const weir_progress *progress) {
    double passed = progress->seconds - talk->seconds;
    bool   same = strncmp(talk->job_name, progress->job_name, sizeof talk->job_name - 1) == 0;
    if (same && passed > 0 && progress->rows_in >= talk->rows_in) {
        double now = (double)(progress->rows_in - talk->rows_in) / passed;
        talk->rate = talk->rate * 0.7 + now * 0.3;
    } else {
        talk->rate = progress->seconds > 0 ? (double)progress->rows_in / progress->seconds : 0;
    }
    snprintf(talk->job_name, sizeof talk->job_name, "%s", progress->job_name);
    talk->seconds = progress->seconds;
    talk->rows_in = progress->rows_in;
    return talk->rate;
}

static text progress_text(const weir_progress *progress, double rate, bool brief) {
    text line = {.size = 0};
    text_add(&line, "%.60s  ", progress->job_name);
    text_count(&line, rate);
    text_add(&line, " rows/s  ");
    text_backlog(&line, progress, brief);
    if (progress->watermark_ms == INT64_MAX) {
        text_add(&line, "input ended");
    } else if (progress->watermark_ms != INT64_MIN) {
        text_add(&line, brief ? "" : "watermark ");
        text_time(&line, progress->watermark_ms);
    } else if (!brief) {
        text_add(&line, "no watermark");
    }
    if (progress->checkpoint_age_ms >= 0)
        text_add(&line, brief ? "  chk %" PRIu64 " %.1f s ago" : "  checkpoint %" PRIu64 ", %.1f s ago", progress->checkpoint_id,
                 (double)progress->checkpoint_age_ms / 1000);
    if (progress->late != 0)
        text_add(&line, "  late %" PRIu64, progress->late);
    if (progress->errors != 0)
        text_add(&line, "  errors %" PRIu64, progress->errors);
    for (size_t i = 0; i < line.size; i++) /* a name may hold anything */
        if ((unsigned char)line.bytes[i] < 0x20 || line.bytes[i] == 0x7f)
            line.bytes[i] = '?';
    return line;
}

void wr_talk_progress(void *context, const weir_progress *progress) {
    wr_talk *talk = context;
    size_t   width = terminal_width(); /* the last column stays free: writing there may wrap */
    text     whole = {.size = 0};
    if (!talk->terminal || talk->quiet || talk->json)
        return;
    double rate = rate_of(talk, progress);
    text   line = progress_text(progress, rate, false);
    if (line.size > width - 1)
        line = progress_text(progress, rate, true);
    text_add(&whole, "\r%.*s\033[K", (int)fitting(line.bytes, line.size, width - 1), line.bytes);
    write_all(whole.bytes, whole.size);
    talk->drawn = true;
}
