/* base/thread.c - threads, locks and conditions over pthread.
 *
 * Every failure that pthread can report here except "no more threads" is a mistake in the program,
 * so it is asserted. Conditions wait on the monotonic clock: a step of the wall clock must not
 * make a checkpoint early or late.
 */
#include "base/thread.h"

#include <errno.h>
#include <signal.h>
#include <time.h>

#include "base/alloc.h"

#define CHECKED(call)             \
    do {                          \
        int checked_ = (call);    \
        WR_ASSERT(checked_ == 0); \
    } while (0)

weir_status wr_thread_start(wr_thread *thread, const char *name, void *(*run)(void *argument),
                            void *argument, weir_error *err) {
    /* Faults of the thread itself stay open; everything sent to the process goes to the main
     * thread. A new thread inherits the mask, so there is no moment in which it could take one. */
    static const int own_faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGPROF};
    sigset_t         blocked, before;
    sigfillset(&blocked);
    for (size_t i = 0; i < WR_COUNT_OF(own_faults); i++)
        sigdelset(&blocked, own_faults[i]);
    CHECKED(pthread_sigmask(SIG_SETMASK, &blocked, &before));
    int failure = pthread_create(&thread->handle, NULL, run, argument);
    CHECKED(pthread_sigmask(SIG_SETMASK, &before, NULL));
    thread->started = failure == 0;
    if (failure != 0)
        return weir_fail_errno(err, WEIR_NOMEM, failure, "cannot start thread '%s'", name);
    (void)pthread_setname_np(thread->handle, name); /* a longer name only stays unnamed */
    return WEIR_OK;
}

void wr_thread_join(wr_thread *thread) {
    if (!thread->started)
        return;
    CHECKED(pthread_join(thread->handle, NULL));
    thread->started = false;
}

void wr_thread_detach(wr_thread *thread) {
    if (!thread->started)
        return;
    CHECKED(pthread_detach(thread->handle));
    thread->started = false;
}

void wr_mutex_init(wr_mutex *mutex) {
    CHECKED(pthread_mutex_init(&mutex->handle, NULL));
}

void wr_mutex_destroy(wr_mutex *mutex) {
    CHECKED(pthread_mutex_destroy(&mutex->handle));
}

void wr_mutex_lock(wr_mutex *mutex) {
    CHECKED(pthread_mutex_lock(&mutex->handle));
}

void wr_mutex_unlock(wr_mutex *mutex) {
    CHECKED(pthread_mutex_unlock(&mutex->handle));
}

void wr_condition_init(wr_condition *condition) {
    pthread_condattr_t attributes;
    CHECKED(pthread_condattr_init(&attributes));
    CHECKED(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC));
    CHECKED(pthread_cond_init(&condition->handle, &attributes));
    CHECKED(pthread_condattr_destroy(&attributes));
}

void wr_condition_destroy(wr_condition *condition) {
    CHECKED(pthread_cond_destroy(&condition->handle));
}

void wr_condition_signal_all(wr_condition *condition) {
    CHECKED(pthread_cond_broadcast(&condition->handle));
}

bool wr_condition_wait(wr_condition *condition, wr_mutex *mutex, uint64_t timeout_us) {
    const uint64_t  day_us = 86400ULL * 1000000;
    uint64_t        wait_us = WR_MIN(timeout_us, 365 * day_us); /* keeps the sum in range */
    struct timespec until;
    CHECKED(clock_gettime(CLOCK_MONOTONIC, &until));
    uint64_t nanoseconds = (uint64_t)until.tv_nsec + wait_us % 1000000 * 1000;
    until.tv_sec += (time_t)(wait_us / 1000000 + nanoseconds / 1000000000);
    until.tv_nsec = (long)(nanoseconds % 1000000000);
    int result = pthread_cond_timedwait(&condition->handle, &mutex->handle, &until);
    WR_ASSERT(result == 0 || result == ETIMEDOUT);
    return result == 0;
}
