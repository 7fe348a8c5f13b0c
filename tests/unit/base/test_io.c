/* Proves: the file operations on the real system: modes, errors with path and errno, durable replace,
 * directories, loading, names; short writes, EINTR and a full disk through a table that misbehaves. */
#include <errno.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "check.h"
#include "folder.h"

static const wr_env *env;
static wr_arena     *arena;

static void write_file(const char *path, const char *text) {
    weir_error err;
    int        fd = -1;
    REQUIRE_OK(wr_file_open(env, path, WR_OPEN_REPLACE, 0644, &fd, &err), &err);
    CHECK_OK(wr_file_write_all(env, fd, text, strlen(text), path, &err), &err);
    CHECK_OK(wr_file_close(env, &fd, path, &err), &err);
    CHECK_INT_EQ(fd, -1);
    CHECK_OK(wr_file_close(env, &fd, path, &err), &err);
}

static const char *read_file(const char *path) {
    weir_error err;
    char      *data = NULL;
    size_t     size = 0;
    CHECK_OK(wr_file_load(env, path, 1 << 20, arena, &data, &size, &err), &err);
    return data != NULL ? data : "(none)";
}

TEST(modes) {
    weir_error  err;
    int         fd = -1, second = -1;
    const char *path = in_folder("modes");
    CHECK_INT_EQ(wr_file_open(env, path, WR_OPEN_READ, 0, &fd, &err), WEIR_IO);
    CHECK_INT_EQ(err.os_error, ENOENT);
    CHECK_INT_EQ(fd, -1);
    CHECK_CONTAINS(err.message, path);
    CHECK_INT_EQ(wr_file_open(env, path, WR_OPEN_APPEND, 0, &fd, &err), WEIR_IO);
    REQUIRE_OK(wr_file_open(env, path, WR_OPEN_CREATE, 0600, &fd, &err), &err);
    CHECK_OK(wr_file_write_all(env, fd, "one", 3, path, &err), &err);
    CHECK_OK(wr_file_sync(env, fd, path, &err), &err);
    CHECK_OK(wr_file_close(env, &fd, path, &err), &err);
    CHECK_INT_EQ(wr_file_open(env, path, WR_OPEN_CREATE, 0600, &fd, &err), WEIR_IO);
    CHECK_INT_EQ(err.os_error, EEXIST);
    REQUIRE_OK(wr_file_open(env, path, WR_OPEN_APPEND, 0, &fd, &err), &err);
    CHECK_OK(wr_file_write_all(env, fd, "two", 3, path, &err), &err);
    CHECK_OK(wr_file_close(env, &fd, path, &err), &err);
    CHECK_STR_EQ(read_file(path), "onetwo");
    REQUIRE_OK(wr_file_open(env, path, WR_OPEN_LOCK, 0600, &fd, &err), &err);
    REQUIRE_OK(wr_file_open(env, path, WR_OPEN_LOCK, 0600, &second, &err), &err);
    CHECK_INT_EQ(env->io->lock(env->io->self, fd), 0);
    CHECK_INT_EQ(env->io->lock(env->io->self, second), -EWOULDBLOCK);
    CHECK_OK(wr_file_close(env, &fd, path, &err), &err);
    CHECK_INT_EQ(env->io->lock(env->io->self, second), 0);
    CHECK_INT_EQ(env->io->seek(env->io->self, second, 3), 3);
    CHECK_INT_EQ(env->io->truncate(env->io->self, second, 3), 0);
    CHECK_OK(wr_file_write_all(env, second, "!", 1, path, &err), &err);
    CHECK_OK(wr_file_close(env, &second, path, &err), &err);
    CHECK_STR_EQ(read_file(path), "one!");
    write_file(path, "x");
    CHECK_STR_EQ(read_file(path), "x");
}

TEST(reading) {
    weir_error  err;
    int         fd = -1;
    char        data[10];
    size_t      got = 0, size = 0;
    char       *loaded = NULL;
    const char *path = in_folder("reading");
    write_file(path, "0123456789");
    REQUIRE_OK(wr_file_open(env, path, WR_OPEN_READ, 0, &fd, &err), &err);
    CHECK_OK(wr_file_pread_all(env, fd, data, 4, 3, &got, path, &err), &err);
    CHECK_UINT_EQ(got, 4);
    CHECK_MEM_EQ(data, "3456", 4);
    CHECK_OK(wr_file_pread_all(env, fd, data, 10, 8, &got, path, &err), &err);
    CHECK_UINT_EQ(got, 2);
    CHECK_OK(wr_file_read(env, fd, data, 10, &got, path, &err), &err);
    CHECK_UINT_EQ(got, 10);
    CHECK_OK(wr_file_read(env, fd, data, 10, &got, path, &err), &err);
    CHECK_UINT_EQ(got, 0);
    CHECK_INT_EQ(wr_file_write_all(env, fd, "x", 1, path, &err), WEIR_IO); /* open for reading */
    CHECK_OK(wr_file_close(env, &fd, path, &err), &err);
    CHECK_OK(wr_file_load(env, path, 10, arena, &loaded, &size, &err), &err);
    CHECK_UINT_EQ(size, 10);
    CHECK_STR_EQ(loaded, "0123456789");
    CHECK_INT_EQ(wr_file_load(env, path, 9, arena, &loaded, &size, &err), WEIR_INVALID);
    CHECK_CONTAINS(err.message, "9 bytes");
    write_file(path, "");
    CHECK_OK(wr_file_load(env, path, 0, arena, &loaded, &size, &err), &err);
    CHECK_STR_EQ(loaded, "");
    CHECK_INT_EQ(wr_file_load(env, folder_path, 9, arena, &loaded, &size, &err), WEIR_IO);
    CHECK_OK(wr_file_load(env, "/proc/self/status", 1 << 20, arena, &loaded, &size, &err), &err);
    CHECK(size > 100); /* a file whose size is said to be 0 */
}

TEST(names) {
    weir_error   err;
    wr_file_info info;
    bool         exists = true;
    const char  *a = in_folder("a"), *b = in_folder("b");
    CHECK_OK(wr_file_stat(env, a, &info, &exists, &err), &err);
    CHECK(!exists);
    write_file(a, "aa");
    write_file(b, "bbb");
    CHECK_OK(wr_file_stat(env, b, &info, &exists, &err), &err);
    CHECK(exists && info.kind == WR_FILE_REGULAR && info.size == 3);
    CHECK_OK(wr_file_stat(env, in_folder("a/below"), &info, &exists, &err), &err);
    CHECK(!exists);
    CHECK_INT_EQ(wr_file_rename(env, a, b, false, &err), WEIR_IO);
    CHECK_INT_EQ(err.os_error, EEXIST);
    CHECK_STR_EQ(read_file(b), "bbb");
    CHECK_OK(wr_file_rename(env, a, b, true, &err), &err);
    CHECK_STR_EQ(read_file(b), "aa");
    CHECK_OK(wr_file_rename(env, b, a, false, &err), &err);
    CHECK_OK(wr_file_unlink(env, a, &err), &err);
    CHECK_OK(wr_file_unlink(env, a, &err), &err);
    CHECK_INT_EQ(wr_file_unlink(env, folder_path, &err), WEIR_IO);
    CHECK_INT_EQ(wr_file_rename(env, a, b, true, &err), WEIR_IO);
    CHECK_INT_EQ(err.os_error, ENOENT);
}

TEST(directories) {
    weir_error   err;
    wr_file_info info;
    wr_name_list list;
    bool         exists = false;
    const char  *deep = in_folder("d/e//f/");
    CHECK_OK(wr_dir_make(env, deep, 0700, &err), &err);
    CHECK_OK(wr_dir_make(env, deep, 0700, &err), &err);
    CHECK_OK(wr_dir_make(env, ".", 0700, &err), &err);
    CHECK_OK(wr_dir_make(env, "/", 0700, &err), &err);
    CHECK_OK(wr_file_stat(env, in_folder("d/e/f"), &info, &exists, &err), &err);
    CHECK(exists && info.kind == WR_FILE_DIRECTORY && info.mode == 0700);
    write_file(in_folder("d/z"), "");
    write_file(in_folder("d/b"), "");
    CHECK_OK(wr_dir_list(env, in_folder("d"), arena, &list, &err), &err);
    REQUIRE(list.count == 3);
    CHECK_STR_EQ(list.names[0], "b");
    CHECK_STR_EQ(list.names[1], "e");
    CHECK_STR_EQ(list.names[2], "z");
    CHECK_OK(wr_dir_list(env, deep, arena, &list, &err), &err);
    CHECK_UINT_EQ(list.count, 0);
    CHECK_INT_EQ(wr_dir_list(env, in_folder("nothing"), arena, &list, &err), WEIR_IO);
    CHECK_INT_EQ(wr_dir_make(env, in_folder("d/z/y"), 0700, &err), WEIR_IO);
    CHECK_INT_EQ(err.os_error, ENOTDIR);
    CHECK_INT_EQ(wr_dir_make(env, in_folder("d/z"), 0700, &err), WEIR_IO);
    CHECK_OK(wr_dir_sync(env, deep, &err), &err);
    CHECK_INT_EQ(wr_dir_sync(env, in_folder("d/z"), &err), WEIR_IO);
}

TEST(replacing) {
    weir_error   err;
    wr_name_list list;
    const char  *path = in_folder("r/file");
    CHECK_OK(wr_dir_make(env, in_folder("r"), 0755, &err), &err);
    CHECK_OK(wr_file_replace_durable(env, path, "1", 1, 0644, &err), &err);
    CHECK_OK(wr_file_replace_durable(env, path, "22", 2, 0644, &err), &err);
    CHECK_STR_EQ(read_file(path), "22");
    CHECK_INT_EQ(wr_file_replace_durable(env, in_folder("no/file"), "1", 1, 0644, &err), WEIR_IO);
    CHECK_OK(wr_dir_list(env, in_folder("r"), arena, &list, &err), &err);
    CHECK_UINT_EQ(list.count, 1); /* nothing temporary is left */
}

TEST(paths) {
    static const struct { const char *path, *directory, *name; } cases[] = {
        {"a/b", "a", "b"}, {"/a", "/", "a"}, {"a", ".", "a"}, {"a/b/", "a", ""}, {"/", "/", ""},
        {"a//b", "a", "b"}, {"//a", "/", "a"}, {"", ".", ""}, {"../x", "..", "x"},
    };
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++) {
        CHECK_STR_EQ(wr_path_directory(arena, cases[i].path), cases[i].directory);
        CHECK_STR_EQ(wr_path_name(cases[i].path), cases[i].name);
    }
    CHECK_STR_EQ(wr_path_join(arena, "a", "b"), "a/b");
    CHECK_STR_EQ(wr_path_join(arena, "a/", "b"), "a/b");
    CHECK_STR_EQ(wr_path_join(arena, "", "b"), "b");
    CHECK_STR_EQ(wr_path_join(arena, "a", "/b"), "/b");
}

/* A table over the real one that interrupts, shortens and refuses. */
static struct { int interrupts, refuse; size_t write_max; } mood;

static int64_t moody_write(void *self, int fd, const void *data, size_t size) {
    if (mood.interrupts-- > 0)
        return -EINTR;
    if (mood.refuse != 0)
        return -mood.refuse;
    return wr_io_real()->write(self, fd, data, WR_MIN(size, mood.write_max));
}

static int moody_sync(void *self, int fd) {
    return mood.interrupts-- > 0 ? -EINTR : wr_io_real()->sync(self, fd);
}

TEST(misbehaving_system) {
    weir_error  err;
    wr_io       io = *wr_io_real();
    wr_env      moody = *env;
    const char *path = in_folder("moody");
    io.write = moody_write;
    io.sync = moody_sync;
    moody.io = &io;
    mood.interrupts = 3;
    mood.write_max = 2;
    CHECK_OK(wr_file_replace_durable(&moody, path, "0123456", 7, 0600, &err), &err);
    CHECK_STR_EQ(read_file(path), "0123456");
    mood.refuse = ENOSPC;
    CHECK_INT_EQ(wr_file_replace_durable(&moody, path, "x", 1, 0600, &err), WEIR_UNAVAILABLE);
    CHECK_INT_EQ(err.os_error, ENOSPC);
    mood.refuse = EDQUOT;
    CHECK_INT_EQ(wr_file_replace_durable(&moody, path, "x", 1, 0600, &err), WEIR_UNAVAILABLE);
    mood.refuse = EIO;
    CHECK_INT_EQ(wr_file_replace_durable(&moody, path, "x", 1, 0600, NULL), WEIR_IO);
    mood.refuse = 0;
    mood.write_max = 0; /* writes nothing, gives no reason: an error, not a loop */
    CHECK_INT_EQ(wr_file_replace_durable(&moody, path, "x", 1, 0600, &err), WEIR_IO);
    CHECK_STR_EQ(read_file(path), "0123456");
}

static char logged[256];

static void keep_line(void *self, wr_log_level level, const char *line) {
    (void)self;
    snprintf(logged, sizeof logged, "%d %s", (int)level, line);
}

TEST(clock_random_log) {
    wr_env  quiet = *env;
    int64_t before = env->monotonic_ns(env->self);
    env->sleep_us(env->self, 2000);
    CHECK(env->monotonic_ns(env->self) - before >= 2000000);
    CHECK(env->wall_ms(env->self) > INT64_C(1600000000000));
    CHECK(env->random(env->self) != env->random(env->self));
    quiet.log = keep_line;
    wr_log(&quiet, WR_LOG_WARN, "two\nlines %d", 7);
    CHECK_STR_EQ(logged, "1 two lines 7");
}

int main(void) {
    env = wr_env_real();
    arena = wr_arena_create(0);
    folder_make();
    RUN(modes);
    RUN(reading);
    RUN(names);
    RUN(directories);
    RUN(replacing);
    RUN(paths);
    RUN(misbehaving_system);
    RUN(clock_random_log);
    folder_remove();
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
