/* helper.h - for the tests of the connect room: a folder of their own, files in it, tables over it. */
#ifndef WEIR_TESTS_CONNECT_HELPER_H
#define WEIR_TESTS_CONNECT_HELPER_H
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "batch/vector.h"
#include "check.h"
#include "weir/connector.h"

extern const weir_connector weir_connector_filesystem, weir_connector_datagen, weir_connector_print;
extern const weir_format    weir_format_json;

typedef struct fixture {
    wr_arena       *arena;
    char            folder[64];
    weir_field      fields[16];
    weir_schema     schema;
    weir_option     items[16];
    weir_options    options, format_options;
    weir_table_info table;
    const char     *partition_keys[4];
    weir_error      err;
} fixture;

static inline void fixture_open(fixture *f, const weir_connector *connector) {
    memset(f, 0, sizeof(*f));
    f->arena = wr_arena_create(0);
    memcpy(f->folder, "/tmp/weir-test-XXXXXX", 22);
    CHECK(mkdtemp(f->folder) != NULL);
    f->schema.fields        = f->fields;
    f->options.items        = f->items;
    f->options.specs        = connector->options;
    f->format_options.specs = weir_format_json.options;
    f->table.name           = "t";
    f->table.schema         = &f->schema;
    f->table.options        = &f->options;
    f->table.format_options = &f->format_options;
    f->table.env            = wr_env_real();
    f->table.partition_keys = f->partition_keys;
}
/* An environment with faults; kept until the end, because nothing takes it back. */
static inline const wr_env *env_with(fixture *f, const char *spec) {
    static const wr_env *kept[64];
    static uint32_t      count;
    WR_ASSERT(count < 64);
    CHECK_OK(wr_env_for_test(wr_env_real(), spec, &kept[count], &f->err), &f->err);
    return kept[count++];
}
static inline void fixture_option(fixture *f, const char *name, const char *value) {
    f->items[f->options.count++] = (weir_option){.name = name, .value = value};
}
static inline void fixture_column(fixture *f, const char *name, weir_type_id id) {
    f->fields[f->schema.field_count++] = (weir_field){name, weir_type_of(id, true)};
}
static inline void fixture_close(fixture *f) {
    char command[200];
    snprintf(command, sizeof(command), "chmod -R u+rwX %s; rm -rf %s", f->folder, f->folder);
    CHECK_INT_EQ(system(command), 0);
    wr_arena_destroy(f->arena);
}
static inline const char *path_in(fixture *f, const char *name) { return wr_path_join(f->arena, f->folder, name); }
static inline void file_write(fixture *f, const char *name, const char *text, size_t size) {
    const char *path = path_in(f, name);
    int         fd;
    REQUIRE_OK(wr_dir_make(f->table.env, wr_path_directory(f->arena, path), 0755, &f->err), &f->err);
    REQUIRE_OK(wr_file_open(f->table.env, path, WR_OPEN_REPLACE, 0644, &fd, &f->err), &f->err);
    CHECK_OK(wr_file_write_all(f->table.env, fd, text, size, path, &f->err), &f->err);
    CHECK_OK(wr_file_close(f->table.env, &fd, path, &f->err), &f->err);
}
static inline void file_text(fixture *f, const char *name, const char *text) { file_write(f, name, text, strlen(text)); }
static inline bool file_exists(fixture *f, const char *name) {
    wr_file_info info;
    bool         exists = false;
    CHECK_OK(wr_file_stat(f->table.env, path_in(f, name), &info, &exists, &f->err), &f->err);
    return exists;
}
static inline const char *file_content(fixture *f, const char *name) {
    char  *data;
    size_t size;
    if (!CHECK_OK(wr_file_load(f->table.env, path_in(f, name), 1 << 26, f->arena, &data, &size, &f->err), &f->err))
        return "";
    return data;
}
static inline int chmod_folder(fixture *f, unsigned mode) { return chmod(f->folder, mode); }
/* All names below a folder, hidden ones too, one a line. */
static inline const char *listing(fixture *f, const char *name) {
    wr_buffer    out = {0};
    wr_name_list names;
    if (!CHECK_OK(wr_dir_list(f->table.env, name ? path_in(f, name) : f->folder, f->arena, &names, &f->err), &f->err))
        return "";
    for (uint32_t i = 0; i < names.count; i++)
        wr_buffer_printf(&out, "%s\n", names.names[i]);
    const char *text = wr_arena_strdup(f->arena, wr_buffer_cstr(&out));
    wr_buffer_free(&out);
    return text;
}
#endif
