/* cli/options.c - reading a command line: options, operands, and the nearest name of what is unknown. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

#define NAME_SIZE_MAX 64u

int wr_usage_error(const char *command, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    fprintf(stderr, command ? "weir %s: " : "weir: ", command ? command : "");
    vfprintf(stderr, fmt, args);
    va_end(args);
    if (command)
        fprintf(stderr, "\nSee `weir help %s`.\n", command);
    else
        fputs("\nSee `weir help`.\n", stderr);
    return WR_EXIT_USAGE;
}

/* Edits between two short names; a swap of neighbours counts as one. */
static size_t distance(const char *left, const char *right) {
    size_t left_size = strlen(left), right_size = strlen(right);
    size_t rows[3][NAME_SIZE_MAX + 1];
    if (left_size > NAME_SIZE_MAX || right_size > NAME_SIZE_MAX)
        return NAME_SIZE_MAX;
    for (size_t j = 0; j <= right_size; j++)
        rows[0][j] = rows[1][j] = rows[2][j] = j;
    for (size_t i = 1; i <= left_size; i++) {
        size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *two_before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= right_size; j++) {
            size_t best = before[j - 1] + (left[i - 1] != right[j - 1]);
            if (before[j] + 1 < best)
                best = before[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] && two_before[j - 2] + 1 < best)
                best = two_before[j - 2] + 1;
            now[j] = best;
        }
    }
    return rows[left_size % 3][right_size];
}

const char *wr_nearest(const char *wrong, const char *const *names, size_t count) {
    const char *nearest = NULL;
    size_t      best = strlen(wrong) / 3 + 2; /* farther than this is no slip of the hand */
    for (size_t i = 0; i < count; i++) {
        size_t away = distance(wrong, names[i]);
        if (away < best && away < strlen(names[i])) {
            best = away;
            nearest = names[i];
        }
    }
    return nearest;
}

static int unknown_option(const wr_option_walk *walk, const char *name) {
    const char *names[32];
    size_t      count = 0;
    while (count < 32 && walk->specs[count].name) {
        names[count] = walk->specs[count].name;
        count++;
    }
    const char *nearest = wr_nearest(name, names, count);
    if (nearest)
        (void)wr_usage_error(walk->command, "unknown option '%s' - did you mean '%s'?", name, nearest);
    else
        (void)wr_usage_error(walk->command, "unknown option '%s'", name);
    return -1;
}

static int take_option(wr_option_walk *walk, const char *text) {
    char        name[NAME_SIZE_MAX];
    const char *equals = strncmp(text, "--", 2) == 0 ? strchr(text, '=') : NULL;
    size_t      size = equals ? (size_t)(equals - text) : strlen(text);
    if (size >= sizeof name)
        size = sizeof name - 1;
    memcpy(name, text, size);
    name[size] = '\0';
    for (const wr_option_spec *spec = walk->specs; spec->name; spec++) {
        bool is_short = spec->name[1] != '-';
        if (is_short && spec->has_value && strncmp(text, spec->name, 2) == 0 && text[2] != '\0') {
            walk->value = text + 2; /* -Dkey=value */
            return spec->id;
        }
        if (strcmp(name, spec->name) != 0)
            continue;
        if (!spec->has_value && equals) {
            (void)wr_usage_error(walk->command, "option '%s' takes no value", name);
            return -1;
        }
        walk->value = equals ? equals + 1 : NULL;
        if (spec->has_value && !equals) {
            if (walk->next >= walk->count) {
                (void)wr_usage_error(walk->command, "option '%s' needs a value", name);
                return -1;
            }
            walk->value = walk->arguments[walk->next++];
        }
        return spec->id;
    }
    return unknown_option(walk, name);
}

int wr_options_next(wr_option_walk *walk) {
    while (walk->next < walk->count) {
        char *text = walk->arguments[walk->next++];
        if (!walk->only_operands && strcmp(text, "--") == 0)
            walk->only_operands = true;
        else if (!walk->only_operands && text[0] == '-' && text[1] != '\0')
            return take_option(walk, text);
        else
            walk->arguments[walk->operand_count++] = text;
    }
    return 0;
}

int wr_finish_output(int status) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fputs("weir: error: standard output cannot be written\n", stderr);
    return 1;
}
