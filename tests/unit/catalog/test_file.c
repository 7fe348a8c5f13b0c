/* Proves that a catalog file holds what was written, whole statements only, and that nothing but a catalog is touched. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "catalog/catalog.h"

#include "check.h"

typedef struct place {
    char  folder[64], path[96];
    wr_arena *arena;
} place;

static void open_place(place *p) {
    snprintf(p->folder, sizeof p->folder, "/tmp/weir-catalog-XXXXXX");
    REQUIRE(mkdtemp(p->folder) != NULL);
    snprintf(p->path, sizeof p->path, "%s/file.db", p->folder);
    p->arena = wr_arena_create(0);
}

static void close_place(place *p) {
    char command[160];
    snprintf(command, sizeof command, "rm -rf '%s'", p->folder);
    CHECK(system(command) == 0);
    wr_arena_destroy(p->arena);
}

static wr_stored_change table_change(wr_stored_action action, const char *name, const char *definition, const char *before) {
    return (wr_stored_change){action, {WR_OBJECT_TABLE, false, WR_CATALOG_NAME, WR_DATABASE_NAME, name, definition}, before, false};
}

static weir_status apply(const place *p, const wr_stored_change *changes, uint32_t count, weir_error *err) {
    const wr_stored_batch batch = {p->path, changes, count};
    return wr_catalog_file_apply(wr_env_real(), &batch, err);
}

static weir_status apply_one(const place *p, wr_stored_action action, const char *name, const char *definition, const char *before, weir_error *err) {
    const wr_stored_change change = table_change(action, name, definition, before);
    return apply(p, &change, 1, err);
}

static uint32_t count_tables(const place *p, uint64_t *version) {
    wr_stored_content content;
    weir_error        err;
    uint32_t          tables = 0;
    if (wr_catalog_file_load(wr_env_real(), p->path, 0, p->arena, &content, &err) != WEIR_OK) {
        printf("%s\n", err.message);
        CHECK(false);
        return 0;
    }
    for (uint32_t i = 0; i < content.count; i++)
        tables += content.objects[i].kind == WR_OBJECT_TABLE;
    if (version)
        *version = content.version;
    return tables;
}

static void write_file(const char *path, const void *data, size_t size) {
    FILE *file = fopen(path, "wb");
    REQUIRE(file != NULL);
    REQUIRE(fwrite(data, 1, size, file) == size);
    fclose(file);
}

TEST(content) {
    place             p;
    weir_error        err;
    wr_stored_content content;
    uint64_t          version, later;
    struct stat       info;
    open_place(&p);
    CHECK(wr_catalog_file_load(wr_env_real(), p.path, 0, p.arena, &content, &err) == WEIR_OK);
    CHECK(!content.exists && content.count == 0);
    CHECK(access(p.path, F_OK) != 0); /* reading makes no file */
    CHECK(apply_one(&p, WR_STORED_CREATE, "t", "CREATE TABLE t", NULL, &err) == WEIR_OK);
    REQUIRE(stat(p.path, &info) == 0);
    CHECK_UINT_EQ(info.st_mode & 07777, 0600);
    CHECK(wr_catalog_file_load(wr_env_real(), p.path, 0, p.arena, &content, &err) == WEIR_OK);
    REQUIRE(content.exists && content.count == 3); /* default_catalog and default_database, too */
    CHECK_INT_EQ(content.objects[0].kind, WR_OBJECT_CATALOG);
    CHECK_STR_EQ(content.objects[2].name, "t");
    CHECK_STR_EQ(content.objects[2].definition, "CREATE TABLE t");
    version = content.version;
    CHECK(wr_catalog_file_load(wr_env_real(), p.path, version, p.arena, &content, &err) == WEIR_OK);
    CHECK(content.count == 0 && content.version == version); /* known already */
    CHECK(apply_one(&p, WR_STORED_REPLACE, "t", "CREATE TABLE t2", "CREATE TABLE t", &err) == WEIR_OK);
    CHECK(apply_one(&p, WR_STORED_REMOVE, "t", "", "CREATE TABLE t2", &err) == WEIR_OK);
    CHECK_UINT_EQ(count_tables(&p, &later), 0);
    CHECK(later > version);
    close_place(&p);
}

TEST(conflicts) {
    place            p;
    weir_error       err;
    wr_stored_change both[2] = {table_change(WR_STORED_CREATE, "new", "x", NULL), table_change(WR_STORED_CREATE, "t", "x", NULL)};
    open_place(&p);
    CHECK(apply_one(&p, WR_STORED_CREATE, "t", "one", NULL, &err) == WEIR_OK);
    CHECK(apply_one(&p, WR_STORED_CREATE, "t", "two", NULL, &err) == WEIR_INVALID);
    CHECK(strstr(err.message, "exists already") != NULL);
    CHECK(apply(&p, both, 2, &err) == WEIR_INVALID);
    CHECK_UINT_EQ(count_tables(&p, NULL), 1); /* nothing of the statement */
    both[1].tolerant = true;
    CHECK(apply(&p, both, 2, &err) == WEIR_OK);
    CHECK_UINT_EQ(count_tables(&p, NULL), 2);
    CHECK(apply_one(&p, WR_STORED_REPLACE, "t", "three", "two", &err) == WEIR_INVALID);
    CHECK(strstr(err.message, "was changed by another process") != NULL);
    CHECK(apply_one(&p, WR_STORED_REMOVE, "nix", "", "one", &err) == WEIR_INVALID);
    CHECK(strstr(err.message, "was dropped by another process") != NULL);
    wr_stored_change elsewhere = table_change(WR_STORED_CREATE, "t", "x", NULL);
    elsewhere.object.database = "gone";
    CHECK(apply(&p, &elsewhere, 1, &err) == WEIR_INVALID);
    CHECK(strstr(err.message, "database 'gone'") != NULL);
    close_place(&p);
}

static void check_refused(const place *p, weir_status status, const char *says) {
    wr_stored_content content;
    weir_error        err = {0};
    struct stat       before, after;
    REQUIRE(stat(p->path, &before) == 0);
    CHECK(wr_catalog_file_load(wr_env_real(), p->path, 0, p->arena, &content, &err) == status);
    CHECK(strstr(err.message, says) != NULL);
    CHECK(apply_one(p, WR_STORED_CREATE, "t", "x", NULL, &err) == status);
    REQUIRE(stat(p->path, &after) == 0);
    CHECK(before.st_size == after.st_size && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec && before.st_mtim.tv_sec == after.st_mtim.tv_sec);
}

TEST(what_is_no_catalog) {
    place         p;
    weir_error    err;
    unsigned char header[100];
    open_place(&p);
    write_file(p.path, "just a text, and no database\n", 29);
    check_refused(&p, WEIR_INVALID, "no catalog of Weir");
    CHECK(unlink(p.path) == 0);
    write_file(p.path, "", 0); /* an empty one becomes a catalog */
    CHECK(apply_one(&p, WR_STORED_CREATE, "t", "x", NULL, &err) == WEIR_OK);
    CHECK_UINT_EQ(count_tables(&p, NULL), 1);
    FILE *file = fopen(p.path, "r+b");
    REQUIRE(file && fread(header, 1, sizeof header, file) == sizeof header);
    unsigned char saved = header[63];
    header[63] = 9; /* user_version */
    rewind(file);
    REQUIRE(fwrite(header, 1, sizeof header, file) == sizeof header);
    fclose(file);
    check_refused(&p, WEIR_UNSUPPORTED, "newer Weir (version 9");
    header[63] = saved;
    header[71] ^= 1; /* application_id */
    file = fopen(p.path, "r+b");
    REQUIRE(file && fwrite(header, 1, sizeof header, file) == sizeof header);
    fclose(file);
    check_refused(&p, WEIR_INVALID, "a database, but no catalog of Weir");
    CHECK(unlink(p.path) == 0);
    REQUIRE(mkdir(p.path, 0700) == 0);
    wr_stored_content content;
    CHECK(wr_catalog_file_load(wr_env_real(), p.path, 0, p.arena, &content, &err) == WEIR_INVALID);
    close_place(&p);
}

/* A writer that puts two tables in each statement is killed somewhere; the file must hold both or none. */
TEST(killed_writers) {
    place p;
    open_place(&p);
    for (unsigned round = 0; round < 12; round++) {
        pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0)
            for (unsigned n = 0;; n++) {
                char first[32], second[32];
                snprintf(first, sizeof first, "a%u_%u", round, n);
                snprintf(second, sizeof second, "b%u_%u", round, n);
                wr_stored_change both[2] = {table_change(WR_STORED_CREATE, first, "x", NULL), table_change(WR_STORED_CREATE, second, "x", NULL)};
                if (apply(&p, both, 2, NULL) != WEIR_OK)
                    _exit(1);
            }
        usleep(2000 + 3777 * round);
        CHECK(kill(child, SIGKILL) == 0);
        CHECK(waitpid(child, NULL, 0) == child);
        CHECK_UINT_EQ(count_tables(&p, NULL) % 2, 0);
    }
    weir_error err;
    CHECK(apply_one(&p, WR_STORED_CREATE, "last", "x", NULL, &err) == WEIR_OK);
    CHECK_UINT_EQ(count_tables(&p, NULL) % 2, 1);
    close_place(&p);
}

TEST(writers_at_once) {
    enum { WRITERS = 4, EACH = 12 };
    place p;
    pid_t children[WRITERS];
    open_place(&p);
    for (unsigned w = 0; w < WRITERS; w++) {
        children[w] = fork();
        REQUIRE(children[w] >= 0);
        if (children[w] != 0)
            continue;
        for (unsigned n = 0; n < EACH; n++) {
            char       name[32];
            weir_error err;
            snprintf(name, sizeof name, "t%u_%u", w, n);
            if (apply_one(&p, WR_STORED_CREATE, name, "x", NULL, &err) != WEIR_OK) {
                printf("%s\n", err.message);
                _exit(1);
            }
        }
        _exit(0);
    }
    for (unsigned w = 0; w < WRITERS; w++) {
        int status = -1;
        CHECK(waitpid(children[w], &status, 0) == children[w]);
        CHECK_INT_EQ(status, 0);
    }
    CHECK_UINT_EQ(count_tables(&p, NULL), WRITERS * EACH);
    close_place(&p);
}

int main(void) {
    RUN(content);
    RUN(conflicts);
    RUN(what_is_no_catalog);
    RUN(killed_writers);
    RUN(writers_at_once);
    return CHECK_RESULT();
}
