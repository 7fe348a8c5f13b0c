/* Wherever a crash comes, and whatever of the unsynced is lost: each manifest that is found has its outboxes, whole, also behind the
 * sweep and the retirement of the next start. */
#include <inttypes.h>

#include "checkpoint/folder.h"
#include "connect/outbox.h"

#include "helper.h"

enum { NAMES_MAX = 64, FILES_MAX = 512, ROUNDS = 3, BOXES = 2 };

typedef struct name { char text[64]; int file; } name;
typedef struct directory { name names[NAMES_MAX]; int count; } directory;
typedef struct content { char *data; size_t size; } content;

/* wr_io that knows what of a folder is durable. Looks at every crash before each durable operation. */
static struct {
    wr_io       io;
    wr_env      env;
    const wr_io *real;
    fixture    *f;
    const char *job;
    directory   now, durable;
    content     synced[FILES_MAX];      /* of each file, by its last fsync */
    int         file_count, file_of_fd[1024];
    uint64_t    decided;                /* its manifest must be found */
    uint32_t    cuts, images, manifests;
} disk;

/* ---- the images ---- */

static weir_status read_whole(const char *folder, const char *uuid, const wr_manifest *manifest, weir_error *err) {
    wr_arena                 *arena = wr_arena_create(0);
    const weir_commit_context job = {.job_name = "j", .job_uuid = uuid, .checkpoint_id = manifest->checkpoint_id, .env = disk.f->table.env, .arena = arena, .folder = folder};
    weir_status               status = WEIR_OK;
    for (uint32_t i = 0; i < manifest->committable_count && status == WEIR_OK; i++) {
        wr_outbox_reader *reader = NULL;
        weir_bytes        record;
        bool              end = false;
        uint32_t          count = 0;
        status = wr_outbox_read(&job, manifest->committables[i].payload, arena, &reader, err);
        while (status == WEIR_OK && (status = wr_outbox_next(reader, &record, &end, err)) == WEIR_OK && !end)
            count++;
        if (status == WEIR_OK)
            CHECK_UINT_EQ(count, 10 * manifest->checkpoint_id + manifest->committables[i].worker);
        wr_outbox_reader_close(reader);
    }
    wr_arena_destroy(arena);
    return status;
}

static void check_image(const char *folder, const char *what) {
    wr_arena          *arena = wr_arena_create(0);
    wr_folder         *one = NULL;
    wr_found_manifest *found;
    uint32_t           count;
    uint64_t           newest = 0;
    weir_error         err;
    disk.images++;
    if (!CHECK_OK(wr_folder_open(disk.f->table.env, folder, "j", false, arena, &one, &err), &err))
        goto done;
    CHECK_OK(wr_folder_scan(one, arena, &found, &count, &err), &err);
    for (uint32_t i = 0; i < count; i++) {
        CHECK(found[i].valid);
        newest = WR_MAX(newest, found[i].checkpoint_id);
        disk.manifests++;
        if (!CHECK_OK(read_whole(folder, wr_folder_uuid(one), &found[i].manifest, &err), &err))
            printf("    cut %u, %s, checkpoint %" PRIu64 "\n", disk.cuts, what, found[i].checkpoint_id);
    }
    if (!CHECK(newest >= disk.decided))
        printf("    cut %u, %s: checkpoint %" PRIu64 " is gone\n", disk.cuts, what, disk.decided);
    CHECK_OK(wr_folder_sweep(one, &err), &err);
    if (newest != 0)
        CHECK_OK(wr_folder_retire(one, newest, 2, &err), &err);
    wr_name_list names;
    CHECK_OK(wr_dir_list(disk.f->table.env, folder, arena, &names, &err), &err);
    uint32_t boxes = 0;
    for (uint32_t i = 0; i < names.count; i++)
        boxes += strncmp(names.names[i], "outbox-", 7) == 0;
    CHECK_UINT_EQ(boxes, BOXES * WR_MIN(count, 2u)); /* and nothing is left behind */
    for (uint32_t i = 0; i < count && i < 2; i++)
        CHECK_OK(read_whole(folder, wr_folder_uuid(one), &found[i].manifest, &err), &err);
done:
    wr_folder_close(one);
    wr_arena_destroy(arena);
}

/* Names of `from`, each with what was synced of it, or with all that was written. */
static void image(const directory *from, bool all, const char *what) {
    static uint32_t number;
    fixture        *f = disk.f;
    char            folder[40], path[120];
    snprintf(folder, sizeof folder, "image-%u", number++);
    if (from->count == 0)
        return;
    for (int i = 0; i < from->count; i++) {
        content one = disk.synced[from->names[i].file];
        if (all) {
            const char *now = NULL;
            for (int k = 0; k < disk.now.count; k++)
                if (disk.now.names[k].file == from->names[i].file)
                    now = disk.now.names[k].text;
            if (now) {
                snprintf(path, sizeof path, "job/%s", now);
                REQUIRE_OK(wr_file_load(f->table.env, path_in(f, path), 1 << 24, f->arena, &one.data, &one.size, &f->err), &f->err);
            }
        }
        snprintf(path, sizeof path, "%s/%s", folder, from->names[i].text);
        file_write(f, path, one.data ? one.data : "", one.size);
    }
    check_image(path_in(f, folder), what);
}

static void cut(void) {
    disk.cuts++;
    image(&disk.durable, false, "only what was synced");
    image(&disk.durable, true, "synced names, all bytes");
    image(&disk.now, false, "all names, synced bytes");
    image(&disk.now, true, "everything");
}

/* ---- the operations ---- */

static bool is_ours(const char *path) { return strncmp(path, disk.job, strlen(disk.job)) == 0 && path[strlen(disk.job)] == '/'; }

static name *find(const char *path) {
    for (int i = 0; i < disk.now.count; i++)
        if (strcmp(disk.now.names[i].text, wr_path_name(path)) == 0)
            return &disk.now.names[i];
    return NULL;
}

static void forget(const char *path) {
    name *one = find(path);
    if (one)
        *one = disk.now.names[--disk.now.count];
}

static void put_name(const char *path, int file) {
    forget(path);
    WR_ASSERT(disk.now.count < NAMES_MAX);
    name *one = &disk.now.names[disk.now.count++];
    snprintf(one->text, sizeof one->text, "%s", wr_path_name(path));
    one->file = file;
}

static int disk_open(void *self, const char *path, wr_open_mode mode, uint32_t permissions) {
    (void)self;
    if (mode != WR_OPEN_READ && is_ours(path))
        cut();
    int fd = disk.real->open(disk.real->self, path, mode, permissions);
    if (fd >= 0 && mode != WR_OPEN_READ && is_ours(path)) {
        WR_ASSERT(fd < 1024 && disk.file_count + 1 < FILES_MAX);
        if (!find(path))
            put_name(path, ++disk.file_count);
        disk.file_of_fd[fd] = find(path)->file;
    }
    return fd;
}
static int64_t disk_write(void *self, int fd, const void *data, size_t size) {
    (void)self;
    cut();
    return disk.real->write(disk.real->self, fd, data, size);
}
static int disk_sync(void *self, int fd) {
    (void)self;
    cut();
    int result = disk.real->sync(disk.real->self, fd);
    for (int i = 0; i < disk.now.count && result == 0; i++)
        if (fd < 1024 && disk.now.names[i].file == disk.file_of_fd[fd]) {
            content *one = &disk.synced[disk.now.names[i].file];
            char     path[120];
            snprintf(path, sizeof path, "job/%s", disk.now.names[i].text);
            CHECK_OK(wr_file_load(disk.f->table.env, path_in(disk.f, path), 1 << 24, disk.f->arena, &one->data, &one->size, &disk.f->err), &disk.f->err);
        }
    return result;
}
static int disk_sync_directory(void *self, const char *path) {
    (void)self;
    cut();
    int result = disk.real->sync_directory(disk.real->self, path);
    if (result == 0 && strcmp(path, disk.job) == 0)
        disk.durable = disk.now;
    return result;
}
static int disk_rename(void *self, const char *from, const char *to, bool replace) {
    (void)self;
    cut();
    int result = disk.real->rename(disk.real->self, from, to, replace);
    if (result == 0 && is_ours(from)) {
        int file = find(from)->file;
        forget(from);
        put_name(to, file);
    }
    return result;
}
static int disk_unlink(void *self, const char *path) {
    (void)self;
    cut();
    int result = disk.real->unlink(disk.real->self, path);
    if (result == 0)
        forget(path);
    return result;
}

/* ---- the test ---- */

static void round_of(wr_folder *folder, fixture *f) {
    uint64_t                id;
    wr_manifest_committable list[BOXES];
    wr_outbox              *boxes[BOXES];
    bool                    undecided;
    CHECK_OK(wr_folder_next_id(folder, &id, &f->err), &f->err);
    const weir_commit_context job = {.job_name = "j", .job_uuid = wr_folder_uuid(folder), .checkpoint_id = id, .env = &disk.env, .arena = f->arena, .folder = disk.job};
    for (uint32_t w = 0; w < BOXES; w++) {
        REQUIRE_OK(wr_outbox_create(&job, "t", id, w, (weir_bytes){"head", 4}, &boxes[w], &f->err), &f->err);
        for (uint32_t i = 0; i < 10 * id + w; i++)
            CHECK_OK(wr_outbox_add(boxes[w], (weir_bytes){"a message", i % 10}, &f->err), &f->err);
        list[w] = (wr_manifest_committable){.sink_uid = "s", .worker = w};
        CHECK_OK(wr_outbox_finish(boxes[w], f->arena, &list[w].payload, &f->err), &f->err);
    }
    for (uint32_t w = 0; w < BOXES; w++)
        CHECK_OK(wr_outbox_sync(boxes[w], &f->err), &f->err);
    wr_manifest manifest = {.job_name = "j", .job_uuid = job.job_uuid, .weir_version = "0", .checkpoint_id = id, .worker_count = BOXES, .max_parallelism = 128, .committables = list, .committable_count = BOXES};
    CHECK_OK(wr_folder_write_manifest(folder, &manifest, &undecided, &f->err), &f->err);
    disk.decided = id;
    CHECK_OK(wr_folder_retire(folder, id, 2, &f->err), &f->err);
}

TEST(every_crash) {
    fixture    f;
    wr_folder *folder;
    fixture_open(&f, &weir_connector_filesystem);
    disk.f = &f;
    disk.job = path_in(&f, "job");
    REQUIRE_OK(wr_folder_open(f.table.env, disk.job, "j", false, f.arena, &folder, &f.err), &f.err); /* its making is the folder's own test */
    wr_folder_close(folder);
    wr_name_list names;
    REQUIRE_OK(wr_dir_list(f.table.env, disk.job, f.arena, &names, &f.err), &f.err);
    for (uint32_t i = 0; i < names.count; i++) {
        put_name(names.names[i], ++disk.file_count);
        content *one = &disk.synced[disk.file_count];
        REQUIRE_OK(wr_file_load(f.table.env, wr_path_join(f.arena, disk.job, names.names[i]), 1 << 20, f.arena, &one->data, &one->size, &f.err), &f.err);
    }
    disk.durable = disk.now;
    disk.real = f.table.env->io;
    disk.io = *disk.real;
    disk.io.open = disk_open;
    disk.io.write = disk_write;
    disk.io.sync = disk_sync;
    disk.io.sync_directory = disk_sync_directory;
    disk.io.rename = disk_rename;
    disk.io.unlink = disk_unlink;
    disk.env = *f.table.env;
    disk.env.io = &disk.io;
    REQUIRE_OK(wr_folder_open(&disk.env, disk.job, "j", false, f.arena, &folder, &f.err), &f.err);
    for (int i = 0; i < ROUNDS; i++)
        round_of(folder, &f);
    wr_folder_close(folder);
    CHECK(disk.cuts > ROUNDS * 15 && disk.images > disk.cuts && disk.manifests > disk.images / 2); /* else nothing was looked at */
    fixture_close(&f);
}

int main(void) {
    RUN(every_crash);
    return CHECK_RESULT();
}
