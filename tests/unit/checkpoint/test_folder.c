/* Proves: the job's folder has one owner at a time, never uses an id again, keeps what is needed, and takes no
 * damaged, missing or swapped file for a checkpoint. */
#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/folder.h"
#include "base/arena.h"
#include "checkpoint/folder.h"

static const wr_env *env;
static wr_arena     *arena;
static const char   *job; /* a fresh path for each test; not made yet */

static void begin(const char *name) {
    env = wr_env_real();
    arena = wr_arena_create(0);
    job = wr_arena_strdup(arena, in_folder(name));
}

static void end(void) {
    wr_arena_destroy(arena);
}

static weir_status open_job(wr_folder **folder, bool fresh, weir_error *err) {
    return wr_folder_open(env, job, "hourly", fresh, arena, folder, err);
}

static const char *inside(const char *name) {
    return wr_path_join(arena, job, name);
}

static bool is_there(const char *name) {
    wr_file_info info;
    bool         exists = false;
    return wr_file_stat(env, inside(name), &info, &exists, NULL) == WEIR_OK && exists;
}

static void put_file(const char *name, const void *data, size_t size) {
    int        fd = -1;
    weir_error err;
    CHECK_OK(wr_file_open(env, inside(name), WR_OPEN_REPLACE, 0600, &fd, &err), &err);
    CHECK_OK(wr_file_write_all(env, fd, data, size, name, &err), &err);
    CHECK_OK(wr_file_close(env, &fd, name, &err), &err);
}

/* A state file of `size` bytes that only this checkpoint and worker has. */
static wr_manifest_file put_state(uint64_t id, uint32_t worker, size_t size) {
    char *data = wr_arena_alloc(arena, size + 1);
    memset(data, (int)(id * 7 + worker), size);
    wr_manifest_file file = {.name = wr_arena_printf(arena, "state-%" PRIu64 "-%u", id, worker), .size = size,
                             .digest = wr_digest_bytes(data, size), .worker = worker, .checkpoint_id = id,
                             .needed_from = id};
    put_file(file.name, data, size);
    return file;
}

static weir_status put_manifest(wr_folder *folder, uint64_t id, wr_manifest_file *files, uint32_t count, bool *undecided,
                                weir_error *err) {
    wr_manifest manifest = {.job_name = "hourly", .job_uuid = wr_folder_uuid(folder), .weir_version = "0",
                            .checkpoint_id = id, .worker_count = 1, .max_parallelism = 128, .files = files,
                            .file_count = count};
    return wr_folder_write_manifest(folder, &manifest, undecided, err);
}

/* Checkpoint `id` with a state file of its own and one of `with` (0: none). */
static void put_checkpoint(wr_folder *folder, uint64_t id, uint64_t with) {
    wr_manifest_file files[2] = {put_state(id, 0, 100)};
    weir_error       err;
    bool             undecided = true;
    if (with != 0)
        files[1] = put_state(with, 0, 100);
    CHECK_OK(put_manifest(folder, id, files, with != 0 ? 2 : 1, &undecided, &err), &err);
    CHECK(!undecided);
}

static mode_t mode_of(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 ? found.st_mode & 07777 : 0;
}

TEST(identity_and_fence) {
    wr_folder *folder = NULL;
    weir_error err;
    char       uuid[40];
    begin("identity/deep/er");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    CHECK(wr_folder_is_new(folder) && !wr_folder_was_moved(folder));
    CHECK_UINT_EQ(wr_folder_fence(folder), 1);
    CHECK_UINT_EQ(strlen(wr_folder_uuid(folder)), 32);
    memcpy(uuid, wr_folder_uuid(folder), 33);
    wr_folder_close(folder);
    for (uint64_t start = 2; start < 5; start++) {
        REQUIRE_OK(open_job(&folder, false, &err), &err);
        CHECK(!wr_folder_is_new(folder));
        CHECK_UINT_EQ(wr_folder_fence(folder), start);
        CHECK_STR_EQ(wr_folder_uuid(folder), uuid);
        wr_folder_close(folder);
    }
    CHECK_INT_EQ(wr_folder_open(env, job, "daily", false, arena, &folder, &err), WEIR_CONFLICT);
    CHECK_CONTAINS(err.message, "belongs to job 'hourly'");
    CHECK(folder == NULL);
    end();
}

TEST(modes) {
    wr_folder *folder = NULL;
    weir_error err;
    mode_t     mask = umask(0);
    begin("modes/job");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    put_checkpoint(folder, 1, 0);
    CHECK_INT_EQ(mode_of(job), 0700);
    CHECK_INT_EQ(mode_of(inside("lock")), 0600);
    CHECK_INT_EQ(mode_of(inside("job")), 0600);
    CHECK_INT_EQ(mode_of(inside("MANIFEST-1")), 0600);
    wr_folder_close(folder);
    static const mode_t bad[] = {0720, 0702, 0777, 0770};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        CHECK(chmod(job, bad[i]) == 0);
        CHECK_INT_EQ(open_job(&folder, false, &err), WEIR_IO);
        CHECK_CONTAINS(err.message, "may be written by others");
    }
    CHECK(chmod(job, 0755) == 0);
    CHECK_OK(open_job(&folder, false, &err), &err);
    wr_folder_close(folder);
    (void)umask(mask);
    end();
}

TEST(foreign_folder) {
    wr_folder *folder = NULL;
    weir_error err;
    begin("foreign");
    CHECK(mkdir(job, 0700) == 0);
    if (geteuid() == 0) { /* only root can give a folder away */
        CHECK(chown(job, 12345, 12345) == 0);
        CHECK_INT_EQ(open_job(&folder, false, &err), WEIR_IO);
        CHECK_CONTAINS(err.message, "belongs to user 12345");
    }
    end();
}

TEST(not_a_folder) {
    wr_folder *folder = NULL;
    weir_error err;
    int        fd = -1;
    begin("file");
    CHECK_OK(wr_file_open(env, job, WR_OPEN_CREATE, 0600, &fd, &err), &err);
    (void)wr_file_close(env, &fd, job, NULL);
    CHECK_INT_EQ(open_job(&folder, false, &err), WEIR_IO);
    CHECK_CONTAINS(err.message, "is not a directory");
    CHECK_INT_EQ(wr_folder_inspect(env, job, arena, &folder, &err), WEIR_IO);
    end();
}

TEST(linked_lock) {
    wr_folder *folder = NULL;
    weir_error err;
    begin("linked");
    CHECK(mkdir(job, 0700) == 0);
    CHECK(symlink("/tmp/weir-somewhere-else", inside("lock")) == 0);
    CHECK_INT_EQ(open_job(&folder, false, &err), WEIR_IO);
    CHECK_CONTAINS(err.message, "is a link");
    CHECK(access("/tmp/weir-somewhere-else", F_OK) != 0);
    end();
}

TEST(one_owner) {
    wr_folder *folder = NULL;
    weir_error err;
    int        ready[2];
    char       byte = 0, pid_text[32];
    begin("owner");
    REQUIRE(pipe(ready) == 0);
    pid_t child = fork();
    if (child == 0) { /* takes the lock and holds it until it is killed */
        byte = wr_folder_open(env, job, "hourly", false, arena, &folder, &err) == WEIR_OK ? 'y' : 'n';
        if (write(ready[1], &byte, 1) == 1)
            (void)pause();
        _exit(0);
    }
    REQUIRE(read(ready[0], &byte, 1) == 1 && byte == 'y');
    CHECK_INT_EQ(open_job(&folder, false, &err), WEIR_FENCED);
    CHECK(folder == NULL);
    snprintf(pid_text, sizeof pid_text, "pid %d;", (int)child);
    CHECK_CONTAINS(err.message, pid_text);
    CHECK_CONTAINS(err.message, job);
    CHECK_INT_EQ(open_job(&folder, true, &err), WEIR_FENCED); /* --fresh is no way around it */
    CHECK_OK(wr_folder_inspect(env, job, arena, &folder, &err), &err); /* looking is allowed */
    wr_folder_close(folder);
    kill(child, SIGKILL);
    (void)waitpid(child, NULL, 0);
    CHECK_OK(open_job(&folder, false, &err), &err); /* the kernel gave the lock back */
    CHECK_UINT_EQ(wr_folder_fence(folder), 2);
    wr_folder_close(folder);
    (void)close(ready[0]);
    (void)close(ready[1]);
    end();
}

TEST(ids_are_never_used_again) {
    wr_folder *folder = NULL;
    weir_error err;
    uint64_t   last = 0, id = 0;
    begin("ids");
    for (int start = 0; start < 20; start++) {
        REQUIRE_OK(open_job(&folder, start == 10, &err), &err); /* once with --fresh */
        for (int i = 0; i < start * 3; i++) {
            REQUIRE_OK(wr_folder_next_id(folder, &id, &err), &err);
            CHECK(id > last && id >= 1);
            last = id;
        }
        wr_folder_close(folder); /* as a kill would */
    }
    end();
}

TEST(id_is_not_given_out_before_it_is_durable) {
    const wr_env *real = wr_env_real();
    wr_folder    *folder = NULL;
    weir_error    err;
    uint64_t      last = 0, id = 0;
    begin("ids-fail");
    for (int n = 1; n < 40; n++) {
        const wr_env *test = NULL;
        REQUIRE_OK(wr_env_for_test(real, wr_arena_printf(arena, "fail@%d:EIO", n), &test, &err), &err);
        env = test;
        if (open_job(&folder, false, &err) == WEIR_OK) {
            for (int i = 0; i < 20; i++)
                if (wr_folder_next_id(folder, &id, &err) == WEIR_OK) {
                    CHECK(id > last);
                    last = id;
                }
            wr_folder_close(folder);
        }
        wr_env_for_test_free(test);
    }
    env = real;
    CHECK(last > 100);
    end();
}

TEST(copied_folder) {
    wr_folder *folder = NULL;
    weir_error err;
    begin("original");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    wr_folder_close(folder);
    const char *moved = wr_arena_strdup(arena, in_folder("copy"));
    CHECK(mkdir(moved, 0700) == 0);
    CHECK(rename(inside("job"), wr_path_join(arena, moved, "job")) == 0);
    job = moved;
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    CHECK(wr_folder_was_moved(folder));
    wr_folder_close(folder);
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    CHECK(!wr_folder_was_moved(folder)); /* told once */
    wr_folder_close(folder);
    end();
}

TEST(damaged_identity) {
    wr_folder *folder = NULL;
    weir_error err;
    char      *data = NULL;
    size_t     size = 0;
    begin("damaged");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    put_checkpoint(folder, 5, 0);
    wr_folder_close(folder);
    REQUIRE_OK(wr_file_load(env, inside("job"), 1 << 20, arena, &data, &size, &err), &err);
    for (size_t i = 0; i < size; i++) {
        data[i] ^= 0x10;
        put_file("job", data, size);
        CHECK_INT_EQ(open_job(&folder, false, &err), WEIR_CONFLICT);
        CHECK_CONTAINS(err.message, "job, which says whose folder this is, is damaged");
        data[i] ^= 0x10;
    }
    for (size_t cut = 0; cut < size; cut++) {
        put_file("job", data, cut);
        CHECK_INT_EQ(open_job(&folder, false, &err), WEIR_CONFLICT);
    }
    CHECK(unlink(inside("job")) == 0);
    CHECK_INT_EQ(open_job(&folder, false, &err), WEIR_CONFLICT); /* checkpoints of nobody */
    CHECK_CONTAINS(err.message, "holds checkpoints but not the file 'job'");
    put_file("job", "x", 1);
    uint64_t id = 0;
    REQUIRE_OK(open_job(&folder, true, &err), &err); /* the way out that the message names */
    CHECK(!is_there("MANIFEST-5") && !is_there("state-5-0"));
    CHECK_OK(wr_folder_next_id(folder, &id, &err), &err);
    CHECK(id > 5);
    wr_folder_close(folder);
    end();
}

TEST(identity_of_a_newer_version_or_of_no_sense) {
    wr_folder *folder = NULL;
    weir_error err;
    char      *data = NULL;
    size_t     size = 0;
    begin("newer");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    wr_folder_close(folder);
    REQUIRE_OK(wr_file_load(env, inside("job"), 1 << 20, arena, &data, &size, &err), &err);
    for (uint8_t version = 0; version <= 2; version += 2) { /* both with a right digest */
        wr_buffer bytes = {0};
        data[8] = (char)version;
        wr_digest digest = wr_digest_bytes(data, size - 16);
        wr_buffer_append(&bytes, data, size - 16);
        wr_buffer_u64(&bytes, digest.low);
        wr_buffer_u64(&bytes, digest.high);
        put_file("job", bytes.data, bytes.size);
        CHECK_INT_EQ(open_job(&folder, false, &err), WEIR_CONFLICT);
        CHECK_CONTAINS(err.message, version == 2 ? "was written by a newer Weir" : "is damaged");
        wr_buffer_free(&bytes);
    }
    char *large = wr_arena_calloc(arena, 1, (1 << 20) + 1);
    put_file("job", large, (1 << 20) + 1);
    CHECK_INT_EQ(open_job(&folder, false, &err), WEIR_CONFLICT);
    CHECK_CONTAINS(err.message, "far too large");
    end();
}

TEST(adopted_uuids_are_kept) {
    wr_folder *folder = NULL;
    weir_error err;
    uint32_t   count = 9;
    begin("adopt");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    (void)wr_folder_earlier_uuids(folder, &count);
    CHECK_UINT_EQ(count, 0);
    CHECK_OK(wr_folder_adopt_uuid(folder, "0123abcd", &err), &err);
    CHECK_OK(wr_folder_adopt_uuid(folder, "0123abcd", &err), &err); /* once */
    CHECK_OK(wr_folder_adopt_uuid(folder, "no hex!!", &err), &err); /* no name of a run */
    CHECK(!wr_folder_knows_uuid(folder, "no hex!!"));
    wr_folder_close(folder);
    for (int fresh = 0; fresh < 2; fresh++) { /* a start anew knows them still, and the run that it gives up */
        REQUIRE_OK(open_job(&folder, fresh == 1, &err), &err);
        const char *const *known = wr_folder_earlier_uuids(folder, &count);
        CHECK_UINT_EQ(count, fresh == 1 ? 2 : 1);
        CHECK_STR_EQ(known[0], "0123abcd000000000000000000000000");
        CHECK(wr_folder_knows_uuid(folder, "0123abcd"));
        wr_folder_close(folder);
    }
    end();
}

/* A file that cannot be looked at or read is a damaged one: the checkpoint is not used, and the scan goes on. */
TEST(scan_of_files_that_cannot_be_read) {
    wr_folder         *folder = NULL;
    wr_found_manifest *found = NULL;
    weir_error         err;
    uint32_t           count = 0;
    begin("unread");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    put_checkpoint(folder, 1, 0);
    put_checkpoint(folder, 2, 0);
    CHECK(unlink(inside("state-2-0")) == 0 && mkdir(inside("state-2-0"), 0700) == 0);
    struct stat info;
    CHECK(stat(inside("state-2-0"), &info) == 0);
    REQUIRE_OK(wr_folder_scan(folder, arena, &found, &count, &err), &err);
    CHECK_UINT_EQ(count, 2);
    CHECK(count == 2 && !found[0].valid && found[1].valid);
    CHECK(count == 2 && strstr(found[0].problem, "state-2-0") != NULL);
    CHECK(rmdir(inside("state-2-0")) == 0 && symlink("state-2-0", inside("state-2-0")) == 0); /* a link to itself */
    REQUIRE_OK(wr_folder_scan(folder, arena, &found, &count, &err), &err);
    CHECK(count == 2 && !found[0].valid && found[1].valid);
    wr_folder_close(folder);
    end();
}

TEST(fresh) {
    wr_folder         *folder = NULL;
    wr_found_manifest *found = NULL;
    uint32_t           count = 0;
    weir_error         err;
    char               old[40];
    begin("fresh");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    put_checkpoint(folder, 1, 0);
    put_checkpoint(folder, 2, 1);
    memcpy(old, wr_folder_uuid(folder), 33);
    wr_folder_close(folder);
    REQUIRE_OK(open_job(&folder, true, &err), &err);
    CHECK(wr_folder_is_new(folder));
    CHECK(strcmp(old, wr_folder_uuid(folder)) != 0);
    old[8] = '\0';
    CHECK(wr_folder_knows_uuid(folder, old));
    CHECK(!wr_folder_knows_uuid(folder, "00000000"));
    REQUIRE_OK(wr_folder_scan(folder, arena, &found, &count, &err), &err);
    CHECK_UINT_EQ(count, 0);
    CHECK(!is_there("state-1-0") && !is_there("state-2-0"));
    put_checkpoint(folder, 0, 0); /* checkpoint 0 once more: its id is the one that is used again */
    wr_folder_close(folder);
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    CHECK(wr_folder_knows_uuid(folder, old) && is_there("MANIFEST-0"));
    wr_folder_close(folder);
    end();
}

/* --fresh that dies anywhere is ended by the next start, or never began. */
TEST(fresh_killed_anywhere) {
    const wr_env *real = wr_env_real();
    int           began = 0;
    begin("fresh-killed");
    for (int n = 1; n < 40; n++) {
        wr_folder         *folder = NULL;
        wr_found_manifest *found = NULL;
        uint32_t           count = 0;
        const wr_env      *test = NULL;
        weir_error         err;
        char               old[40];
        env = real;
        job = wr_arena_strdup(arena, in_folder(wr_arena_printf(arena, "fresh-killed-%d", n)));
        REQUIRE_OK(open_job(&folder, false, &err), &err);
        put_checkpoint(folder, 1, 0);
        put_checkpoint(folder, 2, 1);
        memcpy(old, wr_folder_uuid(folder), 33);
        wr_folder_close(folder);
        REQUIRE_OK(wr_env_for_test(real, wr_arena_printf(arena, "failfrom@%d:EIO:1000", n), &test, &err), &err);
        env = test;
        if (open_job(&folder, true, &err) == WEIR_OK)
            wr_folder_close(folder);
        wr_env_for_test_free(test);
        env = real;
        REQUIRE_OK(open_job(&folder, false, &err), &err);
        REQUIRE_OK(wr_folder_scan(folder, arena, &found, &count, &err), &err);
        bool same = strcmp(old, wr_folder_uuid(folder)) == 0;
        began += !same;
        CHECK_UINT_EQ(count, same ? 2 : 0);
        for (uint32_t i = 0; i < count; i++)
            CHECK(found[i].valid);
        wr_folder_close(folder);
    }
    CHECK(began > 5 && began < 39);
    end();
}

static const wr_found_manifest *find(const wr_found_manifest *found, uint32_t count, uint64_t id) {
    for (uint32_t i = 0; i < count; i++)
        if (found[i].checkpoint_id == id)
            return &found[i];
    return NULL;
}

/* What a scan says of checkpoint 2, which shares state-1-0 with 1. */
static void expect_problem(wr_folder *folder, const char *problem_1, const char *problem_2) {
    wr_found_manifest *found = NULL;
    uint32_t           count = 0;
    weir_error         err;
    const char        *expected[] = {problem_1, problem_2};
    REQUIRE_OK(wr_folder_scan(folder, arena, &found, &count, &err), &err);
    CHECK_UINT_EQ(count, 2);
    for (uint64_t id = 1; id <= 2; id++) {
        const wr_found_manifest *each = find(found, count, id);
        REQUIRE(each != NULL);
        CHECK(each->valid == (expected[id - 1] == NULL));
        if (expected[id - 1] != NULL)
            CHECK_CONTAINS(each->problem, expected[id - 1]);
    }
}

static void swap_files(const char *one, const char *two) {
    CHECK(rename(inside(one), inside("swap")) == 0);
    CHECK(rename(inside(two), inside(one)) == 0);
    CHECK(rename(inside("swap"), inside(two)) == 0);
}

TEST(scan) {
    wr_folder         *folder = NULL;
    wr_found_manifest *found = NULL;
    uint32_t           count = 0;
    weir_error         err;
    begin("scan");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    put_checkpoint(folder, 1, 0);
    put_checkpoint(folder, 2, 1);
    put_file("MANIFEST-x", "?", 1); /* names that are not ours */
    put_file("MANIFEST-02", "?", 1);
    expect_problem(folder, NULL, NULL);
    REQUIRE_OK(wr_folder_scan(folder, arena, &found, &count, &err), &err);
    CHECK(count == 2 && found[0].checkpoint_id == 2 && found[1].checkpoint_id == 1); /* newest first */

    CHECK(rename(inside("state-2-0"), inside("away")) == 0);
    expect_problem(folder, NULL, "state-2-0 is missing");
    CHECK(rename(inside("away"), inside("state-2-0")) == 0);
    swap_files("state-1-0", "state-2-0"); /* same size, other content */
    expect_problem(folder, "state-1-0: digest differs", "digest differs");
    swap_files("state-1-0", "state-2-0");
    swap_files("MANIFEST-1", "MANIFEST-2");
    expect_problem(folder, "MANIFEST-1 is checkpoint 2 under another name", "MANIFEST-2 is checkpoint 1");
    swap_files("MANIFEST-1", "MANIFEST-2");
    CHECK(truncate(inside("state-2-0"), 99) == 0);
    expect_problem(folder, NULL, "state-2-0 has 99 bytes, not 100");
    put_state(2, 0, 100);
    put_state(2, 0, 101);
    expect_problem(folder, NULL, "state-2-0 has 101 bytes, not 100");
    put_state(2, 0, 100);
    expect_problem(folder, NULL, NULL);
    wr_folder_close(folder);
    end();
}

TEST(every_flipped_byte_in_the_folder) {
    static const char *const names[] = {"MANIFEST-2", "state-2-0"};
    wr_folder *folder = NULL;
    weir_error err;
    begin("flip");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    put_checkpoint(folder, 1, 0);
    put_checkpoint(folder, 2, 1);
    for (size_t k = 0; k < 2; k++) {
        char  *data = NULL;
        size_t size = 0;
        REQUIRE_OK(wr_file_load(env, inside(names[k]), 1 << 20, arena, &data, &size, &err), &err);
        for (size_t i = 0; i < size; i++) {
            data[i] ^= 1;
            put_file(names[k], data, size);
            expect_problem(folder, NULL, names[k]);
            data[i] ^= 1;
        }
        put_file(names[k], data, size);
    }
    expect_problem(folder, NULL, NULL);
    wr_folder_close(folder);
    end();
}

TEST(another_jobs_checkpoint) {
    wr_folder         *folder = NULL, *other = NULL;
    wr_found_manifest *found = NULL;
    uint32_t           count = 0;
    weir_error         err;
    begin("mine");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    put_checkpoint(folder, 1, 0);
    const char *mine = job;
    job = wr_arena_strdup(arena, in_folder("theirs"));
    REQUIRE_OK(open_job(&other, false, &err), &err);
    put_checkpoint(other, 2, 0);
    CHECK(rename(inside("MANIFEST-2"), wr_path_join(arena, mine, "MANIFEST-2")) == 0);
    CHECK(rename(inside("state-2-0"), wr_path_join(arena, mine, "state-2-0")) == 0);
    REQUIRE_OK(wr_folder_scan(folder, arena, &found, &count, &err), &err);
    REQUIRE(count == 2);
    CHECK(!found[0].valid && found[1].valid);
    CHECK_CONTAINS(found[0].problem, "belongs to another job");
    wr_folder_close(folder);
    wr_folder_close(other);
    end();
}

TEST(retire_keeps_what_is_needed) {
    wr_folder         *folder = NULL;
    wr_found_manifest *found = NULL;
    uint32_t           count = 0;
    weir_error         err;
    begin("retire");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    put_checkpoint(folder, 1, 0);
    put_checkpoint(folder, 2, 1);
    put_checkpoint(folder, 3, 1);
    put_checkpoint(folder, 4, 1);
    (void)put_state(5, 0, 10);   /* of the checkpoint that is being written */
    (void)put_state(3, 7, 10);   /* of nobody */
    put_file("notes.txt", "mine", 4);
    CHECK_OK(wr_folder_retire(folder, 4, 2, &err), &err);
    CHECK(!is_there("MANIFEST-1") && !is_there("MANIFEST-2") && is_there("MANIFEST-3") && is_there("MANIFEST-4"));
    CHECK(is_there("state-1-0")); /* both need it */
    CHECK(!is_there("state-2-0") && !is_there("state-3-7"));
    CHECK(is_there("state-3-0") && is_there("state-4-0") && is_there("state-5-0") && is_there("notes.txt"));
    CHECK_OK(wr_folder_retire(folder, 4, 2, &err), &err); /* again: nothing changes */
    REQUIRE_OK(wr_folder_scan(folder, arena, &found, &count, &err), &err);
    CHECK(count == 2 && found[0].valid && found[1].valid);

    put_checkpoint(folder, 6, 0); /* not decided: neither counted nor touched */
    put_checkpoint(folder, 5, 0);
    CHECK_OK(wr_folder_retire(folder, 5, 2, &err), &err);
    CHECK(is_there("MANIFEST-6") && is_there("MANIFEST-5") && is_there("MANIFEST-4") && !is_there("MANIFEST-3"));
    CHECK(is_there("state-1-0") && !is_there("state-3-0"));

    put_file("MANIFEST-4", "damaged", 7); /* who knows what it needs? */
    put_checkpoint(folder, 7, 0);
    CHECK_OK(wr_folder_retire(folder, 6, 2, &err), &err);
    CHECK(is_there("state-4-0") || !is_there("MANIFEST-4"));
    CHECK(is_there("state-7-0"));
    wr_folder_close(folder);
    end();
}

/* Output that waits goes with the manifest that promises it, neither earlier nor later. */
TEST(outboxes_live_as_long_as_their_manifest) {
    wr_folder *folder = NULL;
    weir_error err;
    begin("outbox");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    for (uint64_t id = 1; id <= 4; id++)
        put_checkpoint(folder, id, 0);
    const char *const names[] = {"outbox-1-0-0", "outbox-2-0-0", "outbox-3-0-0", "outbox-3-1-12", "outbox-4-0-0", "outbox-5-0-0", "outbox-x-0", "outbox-4"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        put_file(names[i], "rows", 4);
    CHECK_OK(wr_folder_retire(folder, 4, 2, &err), &err);
    CHECK(!is_there("outbox-1-0-0") && !is_there("outbox-2-0-0"));
    CHECK(is_there("outbox-3-0-0") && is_there("outbox-3-1-12") && is_there("outbox-4-0-0"));
    CHECK(is_there("outbox-5-0-0"));                          /* of the checkpoint that is being written */
    CHECK(is_there("outbox-x-0") && is_there("outbox-4"));    /* not ours */
    CHECK_OK(wr_folder_sweep(folder, &err), &err);            /* a start: that checkpoint was given up */
    CHECK(!is_there("outbox-5-0-0") && is_there("outbox-4-0-0"));
    CHECK_OK(wr_folder_remove_manifest(folder, 4, &err), &err);
    CHECK_OK(wr_folder_sweep(folder, &err), &err);
    CHECK(!is_there("outbox-4-0-0") && is_there("outbox-3-0-0"));
    put_file("MANIFEST-3", "damaged", 7); /* still there: what it promises stays */
    CHECK_OK(wr_folder_sweep(folder, &err), &err);
    CHECK(is_there("outbox-3-0-0"));
    wr_folder_close(folder);
    REQUIRE_OK(open_job(&folder, true, &err), &err);
    CHECK(!is_there("outbox-3-0-0") && is_there("outbox-4"));
    wr_folder_close(folder);
    end();
}

/* At every operation, and then once more: what is left is always whole. */
TEST(retire_failing_anywhere) {
    const wr_env *real = wr_env_real();
    begin("retire-fail");
    for (int n = 1; n < 12; n++) {
        wr_folder         *folder = NULL, *faulty = NULL;
        wr_found_manifest *found = NULL;
        uint32_t           count = 0;
        const wr_env      *test = NULL;
        weir_error         err;
        env = real;
        job = wr_arena_strdup(arena, in_folder(wr_arena_printf(arena, "retire-fail-%d", n)));
        REQUIRE_OK(open_job(&folder, false, &err), &err);
        for (uint64_t id = 1; id <= 5; id++)
            put_checkpoint(folder, id, id > 1 ? id - 1 : 0);
        wr_folder_close(folder);
        /* The open before it makes 8 operations: truncate and write the pid, replace the identity (5). */
        REQUIRE_OK(wr_env_for_test(real, wr_arena_printf(arena, "failfrom@%d:EIO:1000", n + 7), &test, &err), &err);
        env = test;
        if (open_job(&faulty, false, &err) == WEIR_OK) {
            (void)wr_folder_retire(faulty, 5, 2, &err);
            wr_folder_close(faulty);
        }
        wr_env_for_test_free(test);
        env = real;
        REQUIRE_OK(open_job(&folder, false, &err), &err);
        REQUIRE_OK(wr_folder_scan(folder, arena, &found, &count, &err), &err);
        CHECK(count >= 2);
        for (uint32_t i = 0; i < count; i++)
            if (!CHECK(found[i].valid))
                printf("n %d: %s\n", n, found[i].problem);
        CHECK_OK(wr_folder_retire(folder, 5, 2, &err), &err);
        CHECK(is_there("MANIFEST-5") && is_there("MANIFEST-4") && !is_there("MANIFEST-3") && is_there("state-3-0"));
        CHECK(!is_there("state-2-0"));
        wr_folder_close(folder);
    }
    end();
}

TEST(write_failing_anywhere) {
    const wr_env *real = wr_env_real();
    int           decided = 0, abandoned = 0, unknown = 0;
    begin("write-fail");
    for (int n = 1; n < 12; n++) {
        wr_folder    *folder = NULL;
        const wr_env *test = NULL;
        weir_error    err;
        bool          undecided = false;
        job = wr_arena_strdup(arena, in_folder(wr_arena_printf(arena, "write-fail-%d", n)));
        env = real;
        REQUIRE_OK(open_job(&folder, false, &err), &err);
        put_checkpoint(folder, 1, 0);
        wr_folder_close(folder);
        REQUIRE_OK(wr_env_for_test(real, wr_arena_printf(arena, "fail@%d:ENOSPC", n + 7), &test, &err), &err);
        env = test;
        if (open_job(&folder, false, &err) == WEIR_OK) {
            weir_status status = put_manifest(folder, 2, NULL, 0, &undecided, &err);
            bool        there = is_there("MANIFEST-2");
            CHECK(there == (status == WEIR_OK || undecided));
            CHECK(status == WEIR_OK || !there || undecided);
            CHECK(!is_there("MANIFEST-2.tmp"));
            decided += status == WEIR_OK;
            abandoned += status != WEIR_OK && !undecided;
            unknown += undecided;
            CHECK(status == WEIR_OK || status == WEIR_UNAVAILABLE); /* a full disk can be waited for */
            wr_folder_close(folder);
        }
        wr_env_for_test_free(test);
    }
    env = real;
    CHECK(decided > 0 && abandoned >= 4);
    CHECK_INT_EQ(unknown, 1);
    end();
}

TEST(an_id_that_is_there_is_not_written_over) {
    wr_folder *folder = NULL;
    weir_error err;
    bool       undecided = false;
    begin("again");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    put_checkpoint(folder, 1, 0);
    CHECK(put_manifest(folder, 1, NULL, 0, &undecided, &err) != WEIR_OK);
    CHECK_INT_EQ(err.os_error, EEXIST);
    wr_folder_close(folder);
    end();
}

TEST(sweep_and_remove) {
    wr_folder *folder = NULL;
    weir_error err;
    begin("sweep");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    put_checkpoint(folder, 1, 0);
    put_checkpoint(folder, 2, 1);
    put_file("MANIFEST-3.tmp", "x", 1);
    put_file("job.tmp-00ff", "x", 1);
    (void)put_state(3, 0, 10);
    put_file("readme.tmp", "x", 1); /* not ours */
    CHECK_OK(wr_folder_sweep(folder, &err), &err);
    CHECK(!is_there("MANIFEST-3.tmp") && !is_there("job.tmp-00ff") && !is_there("state-3-0"));
    CHECK(is_there("readme.tmp") && is_there("state-1-0") && is_there("state-2-0") && is_there("job"));
    CHECK_OK(wr_folder_remove_manifest(folder, 2, &err), &err);
    CHECK_OK(wr_folder_remove_manifest(folder, 2, &err), &err);
    CHECK_OK(wr_folder_sweep(folder, &err), &err);
    CHECK(!is_there("MANIFEST-2") && !is_there("state-2-0") && is_there("state-1-0"));
    wr_folder_close(folder);
    end();
}

TEST(load_from) {
    wr_folder        *folder = NULL;
    wr_found_manifest found;
    weir_error        err;
    char             *path = NULL;
    begin("from");
    REQUIRE_OK(open_job(&folder, false, &err), &err);
    put_checkpoint(folder, 1, 0);
    put_checkpoint(folder, 2, 1);
    CHECK_OK(wr_folder_load_from(env, job, arena, &found, &path, &err), &err); /* while it is locked */
    CHECK_UINT_EQ(found.checkpoint_id, 2);
    CHECK_STR_EQ(path, job);
    static const char *const ways[] = {"MANIFEST-1", "chk-1", "1"};
    for (size_t i = 0; i < 3; i++) {
        CHECK_OK(wr_folder_load_from(env, inside(ways[i]), arena, &found, &path, &err), &err);
        CHECK_UINT_EQ(found.checkpoint_id, 1);
    }
    CHECK_INT_EQ(wr_folder_load_from(env, inside("MANIFEST-9"), arena, &found, &path, &err), WEIR_INVALID);
    CHECK_INT_EQ(wr_folder_load_from(env, inside("nothing"), arena, &found, &path, &err), WEIR_INVALID);
    CHECK(truncate(inside("state-2-0"), 1) == 0);
    CHECK_INT_EQ(wr_folder_load_from(env, inside("2"), arena, &found, &path, &err), WEIR_CORRUPT);
    CHECK_CONTAINS(err.message, "state-2-0");
    CHECK_OK(wr_folder_load_from(env, job, arena, &found, &path, &err), &err);
    CHECK_UINT_EQ(found.checkpoint_id, 1);
    CHECK(truncate(inside("state-1-0"), 1) == 0);
    CHECK_INT_EQ(wr_folder_load_from(env, job, arena, &found, &path, &err), WEIR_CORRUPT);
    CHECK(unlink(inside("job")) == 0); /* a checkpoint that was copied out of its folder */
    (void)put_state(1, 0, 100);
    CHECK_OK(wr_folder_load_from(env, job, arena, &found, &path, &err), &err);
    wr_folder_close(folder);
    end();
}

int main(void) {
    folder_make();
    RUN(identity_and_fence);
    RUN(modes);
    RUN(foreign_folder);
    RUN(not_a_folder);
    RUN(linked_lock);
    RUN(one_owner);
    RUN(ids_are_never_used_again);
    RUN(id_is_not_given_out_before_it_is_durable);
    RUN(copied_folder);
    RUN(damaged_identity);
    RUN(identity_of_a_newer_version_or_of_no_sense);
    RUN(adopted_uuids_are_kept);
    RUN(scan_of_files_that_cannot_be_read);
    RUN(fresh);
    RUN(fresh_killed_anywhere);
    RUN(scan);
    RUN(every_flipped_byte_in_the_folder);
    RUN(another_jobs_checkpoint);
    RUN(retire_keeps_what_is_needed);
    RUN(outboxes_live_as_long_as_their_manifest);
    RUN(retire_failing_anywhere);
    RUN(write_failing_anywhere);
    RUN(an_id_that_is_there_is_not_written_over);
    RUN(sweep_and_remove);
    RUN(load_from);
    folder_remove();
    return CHECK_RESULT();
}
