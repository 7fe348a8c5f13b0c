/* Proves: threads run with signals blocked, locks exclude, conditions wake and time out. */
#include <signal.h>

#include "base/alloc.h"
#include "base/io.h"
#include "base/thread.h"
#include "check.h"

typedef struct shared {
    wr_mutex     mutex;
    wr_condition condition;
    int          count, waiting;
    bool         go, blocked;
} shared;

static void *add(void *argument) {
    shared  *all = argument;
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    wr_mutex_lock(&all->mutex);
    all->blocked = sigismember(&mask, SIGTERM) == 1 && sigismember(&mask, SIGINT) == 1 &&
                   sigismember(&mask, SIGSEGV) == 0;
    all->waiting++;
    while (!all->go)
        (void)wr_condition_wait(&all->condition, &all->mutex, 10000000);
    wr_mutex_unlock(&all->mutex);
    for (int i = 0; i < 10000; i++) {
        wr_mutex_lock(&all->mutex);
        all->count++;
        wr_mutex_unlock(&all->mutex);
    }
    return NULL;
}

TEST(threads_count_together) {
    shared     all = {0};
    wr_thread  threads[4] = {0}, never = {0};
    weir_error err;
    sigset_t   mask;
    wr_mutex_init(&all.mutex);
    wr_condition_init(&all.condition);
    for (size_t i = 0; i < WR_COUNT_OF(threads); i++)
        CHECK_OK(wr_thread_start(&threads[i], "weir-test", add, &all, &err), &err);
    wr_mutex_lock(&all.mutex);
    all.go = true;
    wr_condition_signal_all(&all.condition);
    wr_mutex_unlock(&all.mutex);
    for (size_t i = 0; i < WR_COUNT_OF(threads); i++)
        wr_thread_join(&threads[i]);
    wr_thread_join(&threads[0]); /* again: nothing to wait for */
    wr_thread_join(&never);
    CHECK_INT_EQ(all.count, 40000);
    CHECK(all.blocked);
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    CHECK(sigismember(&mask, SIGTERM) == 0); /* here as before */
    wr_condition_destroy(&all.condition);
    wr_mutex_destroy(&all.mutex);
}

TEST(a_wait_times_out) {
    const wr_env *env = wr_env_real();
    wr_mutex      mutex;
    wr_condition  condition;
    wr_mutex_init(&mutex);
    wr_condition_init(&condition);
    wr_mutex_lock(&mutex);
    int64_t before = env->monotonic_ns(env->self);
    while (wr_condition_wait(&condition, &mutex, 20000)) {}
    int64_t waited = env->monotonic_ns(env->self) - before;
    CHECK(waited >= 20000000);
    CHECK(!wr_condition_wait(&condition, &mutex, 0));
    wr_mutex_unlock(&mutex);
    wr_condition_destroy(&condition);
    wr_mutex_destroy(&mutex);
}

int main(void) {
    RUN(threads_count_together);
    RUN(a_wait_times_out);
    return CHECK_RESULT();
}
