/* Proves that wrong statements are refused with the messages of tests/messages: at their place, and saying what helps.
 *
 * A file there holds blocks of SQL between blank lines. A block that ends with "--> line:column: message" must fail
 * so (or run with that warning), the line counted within the block; one without an arrow is set-up for all that follow. With "--write" as its argument the
 * program puts the present messages into the files, to be read before they are believed. */
#include <dirent.h>
#include <stdlib.h>

#include "check.h"
#include "planner/fixture.h"

#define FOLDER WEIR_TEST_DATA "/messages/"

static bool writes;

static char *read_whole(const char *path) {
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 20);
    if (file && text && fread(text, 1, (1 << 20) - 1, file) == 0)
        text[0] = '\0';
    if (file)
        fclose(file);
    return text;
}

/* A session with the connectors, formats and functions of the build. */
static session *real_session(void) {
    session *s = session_open();
    s->registry = *weir_registry_builtin();
    return s;
}

static const char *message_of(const char *setup, const char *sql) {
    static char text[2048];
    session    *s = real_session();
    const char *before = answer(s, setup);
    const char *got = strcmp(before, "done") == 0 || strcmp(before, "nothing") == 0 ? answer(s, sql) : before;
    if (s->plan && strcmp(got, "done") != 0)
        for (uint32_t n = 0; n < s->plan->node_count; n++) {
            const wr_node *node = s->plan->nodes[n];
            const char    *warning = wr_plan_warning(s->arena, s->plan, node);
            if (warning)
                got = wr_arena_printf(s->arena, "%u:%u: warning: %s", node->line, node->column, warning);
        }
    if (s->plan && s->bound.warning_count > 0)
        got = wr_arena_printf(s->arena, "%u:%u: warning: %s", s->bound.warnings[0].line, s->bound.warnings[0].column, s->bound.warnings[0].text);
    bool        failed = (got[0] >= '0' && got[0] <= '9') || strncmp(got, "parser: ", 8) == 0;
    snprintf(text, sizeof text, "%s", !failed ? "no error" : strncmp(got, "parser: ", 8) == 0 ? got + 8 : got);
    session_close(s);
    return text;
}

/* One block; `out` gets it as it should be. */
static void check_block(const char *name, wr_buffer *setup, char *block, FILE *out) {
    char *arrow = strstr(block, "\n--> ");
    if (!arrow) {
        if (strspn(block, " \n") != strlen(block)) {
            wr_buffer_printf(setup, "%s\n", block);
        }
        if (out)
            fprintf(out, "%s\n\n", block);
        return;
    }
    *arrow = '\0';
    const char *expected = arrow + 5, *got = message_of(wr_buffer_cstr(setup), block);
    if (out)
        fprintf(out, "%s\n--> %s\n\n", block, got);
    else if (strcmp(got, expected) != 0) {
        printf("%s: %s\n", name, block);
        CHECK_STR_EQ(got, expected);
    }
}

static void check_file(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s%s", FOLDER, name);
    char     *text = read_whole(path);
    wr_buffer setup = {0};
    REQUIRE(text != NULL);
    FILE *out = writes ? fopen(path, "wb") : NULL;
    for (char *block = text; *block;) {
        char *end = strstr(block, "\n\n");
        char *next = end ? end + 2 : block + strlen(block);
        if (end)
            *end = '\0';
        else if (next > block && next[-1] == '\n')
            next[-1] = '\0';
        check_block(name, &setup, block, out);
        block = next;
        while (*block == '\n')
            block++;
    }
    if (out)
        fclose(out);
    wr_buffer_free(&setup);
    free(text);
}

TEST(messages) {
    DIR *folder = opendir(FOLDER);
    int  count = 0;
    REQUIRE(folder != NULL);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (strstr(entry->d_name, ".sql") != NULL) {
            check_file(entry->d_name);
            count++;
        }
    closedir(folder);
    CHECK(count > 5);
}

int main(int argc, char **argv) {
    writes = argc > 1 && strcmp(argv[1], "--write") == 0;
    RUN(messages);
    return CHECK_RESULT();
}
