/* replay.c - main of a fuzz target without libFuzzer: each argument is a file, fed to the target once.
 * A finding ends the process as the sanitizer or the failed assertion does; the last name printed is the input. */
#include <stdio.h>
#include <stdlib.h>

#include "world.h"

static void feed(const char *path) {
    FILE    *file = fopen(path, "rb");
    uint8_t *bytes = NULL;
    size_t   size = 0, got;
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    do {
        bytes = realloc(bytes, size + 65536);
        if (bytes == NULL)
            exit(2);
        got = fread(bytes + size, 1, 65536, file);
        size += got;
    } while (got != 0);
    fclose(file);
    uint8_t *exact = malloc(size ? size : 1); /* reading behind the input is seen */
    if (exact == NULL)
        exit(2);
    for (size_t i = 0; i < size; i++)
        exact[i] = bytes[i];
    free(bytes);
    (void)LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

int main(int count, char **paths) {
    for (int i = 1; i < count; i++) {
        printf("%s\n", paths[i]);
        fflush(stdout);
        feed(paths[i]);
    }
    return 0;
}
