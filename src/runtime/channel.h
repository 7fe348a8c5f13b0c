/* runtime/channel.h - how rows and signals cross from one worker thread to another.
 *
 * A channel is a bounded single-producer single-consumer ring of messages (Lamport 1983), plus a
 * list on the sender's side for what did not fit: sending never blocks, and a sender whose list is
 * not empty stops reading its input instead. Batches go back to their sender through a second ring,
 * so that their memory is used again. All atomics of the runtime live here. */
#ifndef WR_RUNTIME_CHANNEL_H
#define WR_RUNTIME_CHANNEL_H
#include <stdatomic.h>
#include "base/thread.h"
#include "batch/vector.h"

typedef enum wr_message_kind { WR_MESSAGE_BATCH, WR_MESSAGE_WATERMARK, WR_MESSAGE_IDLE, WR_MESSAGE_BARRIER, WR_MESSAGE_END } wr_message_kind;
typedef struct wr_message {
    wr_message_kind kind;
    wr_owned_batch *batch;          /* BATCH: moved to the receiver, who gives it back           */
    weir_time_ms    watermark;      /* WATERMARK                                                 */
    uint64_t        checkpoint_id;  /* BARRIER                                                   */
} wr_message;

/* ---- waking a worker that has nothing to do ---- */
typedef struct wr_parking { wr_mutex mutex; wr_condition condition; atomic_bool parked; atomic_bool poked; } wr_parking;
void wr_parking_init(wr_parking *parking);
void wr_parking_destroy(wr_parking *parking);
void wr_parking_wait(wr_parking *parking, uint64_t timeout_us); /* the owner; returns at once after a poke */
void wr_parking_poke(wr_parking *parking);                      /* anybody */

typedef struct wr_channel wr_channel;
wr_channel *wr_channel_create(wr_parking *receiver);
void        wr_channel_destroy(wr_channel *channel); /* both sides have stopped */
/* Sender. Order is kept; what does not fit waits in the list. */
void        wr_channel_send(wr_channel *channel, wr_message message);
bool        wr_channel_flush(wr_channel *channel);      /* moves the list into the ring; true: nothing waits any more */
bool        wr_channel_starved(const wr_channel *channel); /* the receiver has nothing left to read */
wr_owned_batch *wr_channel_reuse(wr_channel *channel);  /* a batch that came back, cleared; NULL: none */
/* Receiver. */
bool        wr_channel_receive(wr_channel *channel, wr_message *message);
void        wr_channel_give_back(wr_channel *channel, wr_owned_batch *batch);

/* ---- flags and counters that cross threads ---- */
typedef struct wr_shared_u64 { _Atomic uint64_t value; } wr_shared_u64;
static inline uint64_t wr_shared_get(const wr_shared_u64 *shared) { return atomic_load_explicit(&((wr_shared_u64 *)(uintptr_t)shared)->value, memory_order_acquire); }
static inline void     wr_shared_set(wr_shared_u64 *shared, uint64_t value) { atomic_store_explicit(&shared->value, value, memory_order_release); }
static inline uint64_t wr_shared_add(wr_shared_u64 *shared, uint64_t value) { return atomic_fetch_add_explicit(&shared->value, value, memory_order_relaxed); }
#endif
