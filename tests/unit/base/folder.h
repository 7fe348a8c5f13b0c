/* folder.h - a fresh directory for one test program, removed at its end. */
#ifndef WEIR_TESTS_FOLDER_H
#define WEIR_TESTS_FOLDER_H
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder_path[64];

/* The path of `name` in the folder, in one of a few turning buffers. */
__attribute__((unused)) static const char *in_folder(const char *name) {
    static char     paths[8][4096];
    static unsigned next;
    char           *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder_path, name);
    return path;
}

static void folder_make(void) {
    snprintf(folder_path, sizeof folder_path, "/tmp/weir-test-XXXXXX");
    if (mkdtemp(folder_path) == NULL) {
        perror("mkdtemp");
        exit(1);
    }
}

static void folder_remove_below(const char *path) {
    char           inner[4096];
    struct dirent *entry;
    DIR           *directory = opendir(path);
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (unlink(inner) != 0)
            folder_remove_below(inner);
    }
    if (directory != NULL)
        closedir(directory);
    rmdir(path);
}

static void folder_remove(void) {
    folder_remove_below(folder_path);
}
#endif
