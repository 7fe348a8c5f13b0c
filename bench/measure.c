/* measure.c - runs a program and writes what the kernel counted for it.
 *
 *     measure REPORT PROGRAM [ARGUMENT...]     REPORT: "<user s> <system s> <peak KiB>"; exits as PROGRAM does
 *
 * A new process counts the memory of the one that started it as its own peak until it has its program. So it is started
 * from here, where there is next to none: started from Python, it would begin with Python's. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments) {
    struct rusage usage;
    int           status;
    if (count < 3) {
        fprintf(stderr, "usage: measure REPORT PROGRAM [ARGUMENT...]\n");
        return 125;
    }
    pid_t child = fork();
    if (child == 0) {
        execvp(arguments[2], arguments + 2);
        perror(arguments[2]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        perror("measure");
        return 125;
    }
    FILE *report = fopen(arguments[1], "w");
    if (!report || fprintf(report, "%ld.%06ld %ld.%06ld %ld\n", (long)usage.ru_utime.tv_sec, (long)usage.ru_utime.tv_usec,
                           (long)usage.ru_stime.tv_sec, (long)usage.ru_stime.tv_usec, usage.ru_maxrss) < 0 || fclose(report) != 0) {
        perror(arguments[1]);
        return 125;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
