/* Proves: the recorder writes what docs/internals/crash-tests.md says, and every fault happens at the
 * operation it was asked for and at no other. */
#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "base/thread.h"
#include "check.h"
#include "folder.h"

static wr_arena *arena;

static const wr_env *env_of(const char *fmt, const char *name) {
    char          spec[8300];
    weir_error    err;
    const wr_env *env = NULL;
    snprintf(spec, sizeof spec, fmt, in_folder(name));
    CHECK_OK(wr_env_for_test(wr_env_real(), spec, &env, &err), &err);
    return env;
}

/* The file's text with every occurrence of the folder's path taken out. */
static const char *short_text(const char *name) {
    weir_error err;
    char      *data = NULL;
    size_t     size = 0;
    wr_buffer  out = {0};
    CHECK_OK(wr_file_load(wr_env_real(), in_folder(name), 1 << 20, arena, &data, &size, &err), &err);
    for (size_t i = 0; i < size;) {
        if (strncmp(data + i, folder_path, strlen(folder_path)) == 0)
            i += strlen(folder_path);
        else
            wr_buffer_byte(&out, data[i++]);
    }
    char *text = wr_arena_strdup(arena, wr_buffer_cstr(&out));
    wr_buffer_free(&out);
    return text;
}

/* Seven durable operations: creat, write, write, sync, rename, syncdir, unlink. */
static weir_status sample(const wr_env *env, const char *name, weir_error *err) {
    const char *path = wr_arena_strdup(arena, in_folder(name));
    const char *to = wr_arena_printf(arena, "%s.done", path);
    int         fd = -1;
    weir_status status = WEIR_OK;
    WEIR_TRY(wr_file_open(env, path, WR_OPEN_CREATE, 0600, &fd, err));
    WEIR_TRY_GOTO(status, wr_file_write_all(env, fd, "abcd", 4, path, err), done);
    WEIR_TRY_GOTO(status, wr_file_write_all(env, fd, "ef", 2, path, err), done);
    WEIR_TRY_GOTO(status, wr_file_sync(env, fd, path, err), done);
    WEIR_TRY_GOTO(status, wr_file_rename(env, path, to, false, err), done);
    WEIR_TRY_GOTO(status, wr_dir_sync(env, folder_path, err), done);
    WEIR_TRY_GOTO(status, wr_file_unlink(env, to, err), done);
done:
    (void)wr_file_close(env, &fd, path, NULL);
    return status;
}

TEST(record_format) {
    weir_error    err;
    int           fd = -1;
    const wr_env *env = env_of("record=%s", "record1");
    CHECK_OK(sample(env, "s", &err), &err);
    CHECK_OK(wr_dir_make(env, in_folder("./x/../m"), 0700, &err), &err); /* x is not there */
    CHECK_INT_EQ(env->io->rmdir(env->io->self, in_folder("m//.")), -EINVAL);
    CHECK_INT_EQ(env->io->rmdir(env->io->self, in_folder("m/")), 0);
    const char *p = in_folder("p"), *q = in_folder("q");
    CHECK_OK(wr_file_open(env, p, WR_OPEN_REPLACE, 0600, &fd, &err), &err);
    CHECK_OK(wr_file_write_all(env, fd, "1\n2", 3, p, &err), &err);
    CHECK_OK(wr_file_rename(env, p, q, true, &err), &err);
    CHECK_OK(wr_file_sync(env, fd, p, &err), &err); /* known by its new name */
    CHECK_OK(wr_file_close(env, &fd, p, &err), &err);
    CHECK_OK(wr_file_open(env, q, WR_OPEN_APPEND, 0600, &fd, &err), &err);
    CHECK_OK(wr_file_write_all(env, fd, "3", 1, q, &err), &err);
    CHECK_OK(wr_file_close(env, &fd, q, &err), &err);
    CHECK_OK(wr_file_open(env, q, WR_OPEN_LOCK, 0600, &fd, &err), &err); /* exists: no entry */
    CHECK_INT_EQ(env->io->truncate(env->io->self, fd, 2), 0);
    CHECK_INT_EQ(env->io->seek(env->io->self, fd, 1), 1);
    CHECK_OK(wr_file_write_all(env, fd, "Z", 1, q, &err), &err);
    CHECK_OK(wr_file_unlink(env, q, &err), &err);
    CHECK_OK(wr_file_write_all(env, fd, "gone", 4, q, &err), &err); /* no name: no entry */
    CHECK_OK(wr_file_sync(env, fd, q, &err), &err);
    CHECK_OK(wr_file_close(env, &fd, q, &err), &err);
    CHECK_STR_EQ(short_text("record1"), "creat\t/s\tnew\t0\n"
                                        "write\t/s\t0\t4\nabcd"
                                        "write\t/s\t4\t2\nef"
                                        "sync\t/s\t\t0\n"
                                        "renamex\t/s\t/s.done\t0\n"
                                        "syncdir\t\t\t0\n"
                                        "unlink\t/s.done\t\t0\n"
                                        "syncdir\t\t\t0\n" /* the name of the deepest one that was there */
                                        "mkdir\t/x\t\t0\n"
                                        "syncdir\t\t\t0\n"
                                        "mkdir\t/m\t\t0\n"
                                        "syncdir\t\t\t0\n"
                                        "rmdir\t/m\t\t0\n"
                                        "creat\t/p\tnew\t0\n"
                                        "write\t/p\t0\t3\n1\n2"
                                        "rename\t/p\t/q\t0\n"
                                        "sync\t/q\t\t0\n"
                                        "write\t/q\t3\t1\n3"
                                        "truncate\t/q\t2\t0\n"
                                        "write\t/q\t1\t1\nZ"
                                        "unlink\t/q\t\t0\n");
    wr_env_for_test_free(env);
}

TEST(relative_paths_are_made_absolute) {
    weir_error err;
    char       before[4096];
    REQUIRE(getcwd(before, sizeof before) != NULL && chdir(folder_path) == 0);
    const wr_env *env = env_of("record=%s", "record2");
    CHECK_OK(wr_file_replace_durable(env, "./r", "1", 1, 0600, &err), &err);
    CHECK(chdir(before) == 0);
    const char *text = short_text("record2");
    CHECK_CONTAINS(text, "creat\t/r.tmp-");
    CHECK_CONTAINS(text, "\t/r\t0\nsyncdir\t\t\t0\n");
    wr_env_for_test_free(env);
}

TEST(every_operation_can_fail) {
    static const char *const operations[] = {"create", "write", "write", "sync", "rename", "sync directory",
                                             "delete"};
    for (unsigned n = 1; n <= 8; n++) {
        char          spec[64];
        weir_error    err = {0};
        const wr_env *env = NULL;
        folder_remove();
        CHECK(mkdir(folder_path, 0700) == 0);
        snprintf(spec, sizeof spec, "fail@%u:%s", n, n % 2 == 0 ? "ENOSPC" : "EIO");
        CHECK_OK(wr_env_for_test(wr_env_real(), spec, &env, &err), &err);
        weir_status status = sample(env, "s", &err);
        if (n <= 7) {
            CHECK_INT_EQ(status, n % 2 == 0 ? WEIR_UNAVAILABLE : WEIR_IO);
            CHECK_INT_EQ(err.os_error, n % 2 == 0 ? ENOSPC : EIO);
            CHECK_CONTAINS(err.message, operations[n - 1]);
        } else {
            CHECK_OK(status, &err);
        }
        wr_env_for_test_free(env);
    }
}

TEST(interrupts_and_short_writes_are_hidden) {
    weir_error err;
    for (int n = 1; n <= 9; n++) {
        char          spec[4200], name[16];
        const wr_env *env = NULL;
        snprintf(name, sizeof name, "i%d", n);
        snprintf(spec, sizeof spec, "failfrom@%d:EINTR:3,count=%s", n, in_folder(name));
        CHECK_OK(wr_env_for_test(wr_env_real(), spec, &env, &err), &err);
        CHECK_OK(sample(env, "i", &err), &err);
        CHECK_STR_EQ(short_text(name), n <= 7 ? "10\n" : "7\n");
        wr_env_for_test_free(env);
    }
    const wr_env *env = env_of("short@2,record=%s", "record3");
    CHECK_OK(sample(env, "w", &err), &err);
    CHECK_CONTAINS(short_text("record3"), "write\t/w\t0\t2\nabwrite\t/w\t2\t2\ncdwrite\t/w\t4\t2\nef");
    wr_env_for_test_free(env);
}

TEST(kills) {
    for (int after = 0; after < 2; after++) {
        for (int n = 1; n <= 8; n++) {
            char spec[8300], record[32], count[32], sampled[32];
            snprintf(record, sizeof record, "k%d-%d", after, n);
            snprintf(count, sizeof count, "c%d-%d", after, n);
            snprintf(sampled, sizeof sampled, "s%d-%d", after, n);
            snprintf(spec, sizeof spec, "kill%s@%d,record=%s,count=%s", after != 0 ? "after" : "", n,
                     in_folder(record), in_folder(count));
            fflush(stdout);
            pid_t child = fork();
            if (child == 0) {
                weir_error    err;
                const wr_env *env = NULL;
                bool good = wr_env_for_test(wr_env_real(), spec, &env, &err) == WEIR_OK &&
                            sample(env, sampled, &err) == WEIR_OK;
                _exit(good ? 0 : 1);
            }
            int how = 0;
            CHECK(waitpid(child, &how, 0) == child);
            if (n == 8)
                CHECK(WIFEXITED(how) && WEXITSTATUS(how) == 0);
            else
                CHECK(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
            const char *text = short_text(record);
            int         entries = 0;
            for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
                entries++;
            CHECK_INT_EQ(entries, WR_MIN(n == 8 ? 7 : n - 1 + after, 7));
            CHECK_INT_EQ(strtol(short_text(count), NULL, 10), WR_MIN(n, 7));
        }
        folder_remove();
        CHECK(mkdir(folder_path, 0700) == 0);
    }
}

TEST(a_failed_sync_loses_what_was_not_synced) {
    weir_error    err;
    int           fd = -1;
    const wr_env *env = NULL;
    const char   *path = wr_arena_strdup(arena, in_folder("lost"));
    REQUIRE_OK(wr_env_for_test(wr_env_real(), "sync@2,sync@4", &env, &err), &err);
    CHECK_OK(wr_file_open(env, path, WR_OPEN_LOCK, 0600, &fd, &err), &err);
    CHECK_OK(wr_file_write_all(env, fd, "0123456789", 10, path, &err), &err);
    CHECK_OK(wr_file_sync(env, fd, path, &err), &err);
    CHECK_INT_EQ(env->io->seek(env->io->self, fd, 2), 2);
    CHECK_OK(wr_file_write_all(env, fd, "ab", 2, path, &err), &err);
    CHECK_INT_EQ(env->io->seek(env->io->self, fd, 3), 3);
    CHECK_OK(wr_file_write_all(env, fd, "XY", 2, path, &err), &err);
    CHECK_INT_EQ(env->io->truncate(env->io->self, fd, 6), 0);
    CHECK_INT_EQ(env->io->seek(env->io->self, fd, 6), 6);
    CHECK_OK(wr_file_write_all(env, fd, "longer than before", 18, path, &err), &err);
    CHECK_INT_EQ(wr_file_sync(env, fd, path, &err), WEIR_IO);
    CHECK_INT_EQ(err.os_error, EIO);
    CHECK_STR_EQ(short_text("lost"), "0123456789");
    CHECK_OK(wr_file_sync(env, fd, path, &err), &err); /* the third says nothing of it */
    CHECK_OK(wr_file_close(env, &fd, path, &err), &err);
    CHECK_OK(wr_file_open(env, path, WR_OPEN_APPEND, 0600, &fd, &err), &err);
    CHECK_OK(wr_file_write_all(env, fd, "tail", 4, path, &err), &err);
    CHECK_INT_EQ(wr_file_sync(env, fd, path, &err), WEIR_IO);
    CHECK_STR_EQ(short_text("lost"), "0123456789");
    CHECK_OK(wr_file_write_all(env, fd, "more", 4, path, &err), &err);
    CHECK_OK(wr_file_sync(env, fd, path, &err), &err);
    CHECK_STR_EQ(short_text("lost"), "0123456789more");
    CHECK_OK(wr_file_close(env, &fd, path, &err), &err);
    wr_env_for_test_free(env);
}

static void *write_many(void *argument) {
    const wr_env *env = argument;
    char          name[128];
    snprintf(name, sizeof name, "%s/t%016" PRIx64, folder_path, env->random(env->self));
    for (int i = 0; i < 20; i++)
        if (wr_file_replace_durable(env, name, "data", 4, 0600, NULL) != WEIR_OK)
            return argument;
    return NULL;
}

TEST(threads_share_one_count) {
    weir_error    err;
    wr_thread     threads[4] = {0};
    const wr_env *env = env_of("count=%s", "count");
    for (size_t i = 0; i < WR_COUNT_OF(threads); i++)
        CHECK_OK(wr_thread_start(&threads[i], "writer", write_many, (void *)(uintptr_t)env, &err),
                 &err);
    for (size_t i = 0; i < WR_COUNT_OF(threads); i++)
        wr_thread_join(&threads[i]);
    CHECK_STR_EQ(short_text("count"), "400\n"); /* 4 * 20 * (creat write sync rename syncdir) */
    wr_env_for_test_free(env);
}

TEST(specifications_are_checked) {
    static const char *const bad[] = {"kill", "kill@", "kill@0", "kill@x", "kill@-1", "kill@1:EIO",
                                      "fail@1", "fail@1:", "fail@1:EFOO", "fail@1:EIO:3",
                                      "failfrom@1:EIO", "failfrom@1:EIO:0", "failfrom@1:EIO:2:",
                                      "record=", "count=", "jump@3", "kill@1,nonsense", " kill@1",
                                      "record=/nonexistent/folder/file", "short@1:2", "kill@1:"};
    for (size_t i = 0; i < WR_COUNT_OF(bad); i++) {
        weir_error    err;
        const wr_env *env = NULL;
        if (!CHECK(wr_env_for_test(wr_env_real(), bad[i], &env, &err) == WEIR_INVALID))
            printf("    '%s'\n", bad[i]);
        CHECK(env == NULL);
    }
    weir_error    err;
    const wr_env *env = NULL;
    CHECK_OK(wr_env_for_test(wr_env_real(), "", &env, &err), &err);
    wr_env_for_test_free(env);
    CHECK_OK(wr_env_for_test(wr_env_real(), "kill@100,fail@7:EROFS,sync@3", &env, &err), &err);
    wr_env_for_test_free(env);
    wr_env_for_test_free(NULL);
}

int main(void) {
    arena = wr_arena_create(0);
    folder_make();
    RUN(record_format);
    RUN(relative_paths_are_made_absolute);
    RUN(every_operation_can_fail);
    RUN(interrupts_and_short_writes_are_hidden);
    RUN(kills);
    RUN(a_failed_sync_loses_what_was_not_synced);
    RUN(threads_share_one_count);
    RUN(specifications_are_checked);
    folder_remove();
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
