/* c11threads.c - C11's threads by way of POSIX's, in builds with ThreadSanitizer only.
 *
 * librdkafka uses glibc's thrd_create and mtx_lock, which gcc 12's ThreadSanitizer does not know: the first instrumented
 * function that such a thread calls (our callbacks) would crash it, and librdkafka's locks would order nothing. This library
 * stands before libc, so that librdkafka's threads and locks are seen. glibc's types are the same under both names. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <threads.h>

#define SEEN __attribute__((visibility("default")))

_Static_assert(sizeof(mtx_t) == sizeof(pthread_mutex_t) && sizeof(cnd_t) == sizeof(pthread_cond_t), "glibc's types differ");
_Static_assert(sizeof(thrd_t) == sizeof(pthread_t) && sizeof(once_flag) == sizeof(pthread_once_t), "glibc's types differ");

typedef struct beginning { thrd_start_t function; void *argument; } beginning;

static void *begin(void *argument) {
    beginning *from = argument;
    beginning  own = *from;
    free(from);
    return (void *)(long)own.function(own.argument);
}

static int result_of(int code) { return code == 0 ? thrd_success : code == EBUSY ? thrd_busy : code == ETIMEDOUT ? thrd_timedout : code == ENOMEM ? thrd_nomem : thrd_error; }

SEEN int thrd_create(thrd_t *thread, thrd_start_t function, void *argument) {
    beginning *from = malloc(sizeof *from);
    if (!from)
        return thrd_nomem;
    *from = (beginning){function, argument};
    int code = pthread_create(thread, NULL, begin, from);
    if (code != 0)
        free(from);
    return result_of(code);
}

SEEN int thrd_join(thrd_t thread, int *result) {
    void *value = NULL;
    int   code = pthread_join(thread, &value);
    if (result)
        *result = (int)(long)value;
    return result_of(code);
}

SEEN int thrd_detach(thrd_t thread) { return result_of(pthread_detach(thread)); }

SEEN int mtx_init(mtx_t *mutex, int type) {
    pthread_mutexattr_t kind;
    pthread_mutexattr_init(&kind);
    if (type & mtx_recursive)
        pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE);
    int code = pthread_mutex_init((pthread_mutex_t *)mutex, &kind);
    pthread_mutexattr_destroy(&kind);
    return result_of(code);
}

SEEN int  mtx_lock(mtx_t *mutex) { return result_of(pthread_mutex_lock((pthread_mutex_t *)mutex)); }
SEEN int  mtx_trylock(mtx_t *mutex) { return result_of(pthread_mutex_trylock((pthread_mutex_t *)mutex)); }
SEEN int  mtx_unlock(mtx_t *mutex) { return result_of(pthread_mutex_unlock((pthread_mutex_t *)mutex)); }
SEEN void mtx_destroy(mtx_t *mutex) { pthread_mutex_destroy((pthread_mutex_t *)mutex); }

SEEN int  cnd_init(cnd_t *condition) { return result_of(pthread_cond_init((pthread_cond_t *)condition, NULL)); }
SEEN int  cnd_signal(cnd_t *condition) { return result_of(pthread_cond_signal((pthread_cond_t *)condition)); }
SEEN int  cnd_broadcast(cnd_t *condition) { return result_of(pthread_cond_broadcast((pthread_cond_t *)condition)); }
SEEN int  cnd_wait(cnd_t *condition, mtx_t *mutex) { return result_of(pthread_cond_wait((pthread_cond_t *)condition, (pthread_mutex_t *)mutex)); }
SEEN void cnd_destroy(cnd_t *condition) { pthread_cond_destroy((pthread_cond_t *)condition); }

SEEN int cnd_timedwait(cnd_t *restrict condition, mtx_t *restrict mutex, const struct timespec *restrict until) {
    return result_of(pthread_cond_timedwait((pthread_cond_t *)condition, (pthread_mutex_t *)mutex, until));
}

SEEN void call_once(once_flag *flag, void (*function)(void)) { pthread_once((pthread_once_t *)flag, function); }
