/* base/thread.h - threads, locks and atomics, so that no other room touches pthread. */
#ifndef WR_BASE_THREAD_H
#define WR_BASE_THREAD_H
#include <pthread.h>
#include <stdatomic.h>
#include "weir/error.h"

typedef struct wr_thread { pthread_t handle; bool started; } wr_thread;
/* Signals are blocked in the new thread: the main thread takes them. `name` <= 15 bytes. */
weir_status wr_thread_start(wr_thread *thread, const char *name, void *(*run)(void *argument), void *argument, weir_error *err);
void        wr_thread_join(wr_thread *thread); /* not started: returns at once */

void wr_thread_detach(wr_thread *thread); /* nobody will join it; what it uses must outlive it */

typedef struct wr_mutex { pthread_mutex_t handle; } wr_mutex;
typedef struct wr_condition { pthread_cond_t handle; } wr_condition; /* CLOCK_MONOTONIC */
void wr_mutex_init(wr_mutex *mutex);
void wr_mutex_destroy(wr_mutex *mutex);
void wr_mutex_lock(wr_mutex *mutex);
void wr_mutex_unlock(wr_mutex *mutex);
void wr_condition_init(wr_condition *condition);
void wr_condition_destroy(wr_condition *condition);
void wr_condition_signal_all(wr_condition *condition);
/* Waits at most timeout_us (the lock held before and after); false: timed out. */
bool wr_condition_wait(wr_condition *condition, wr_mutex *mutex, uint64_t timeout_us);
#endif
