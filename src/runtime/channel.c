/* runtime/channel.c - see the header.
 *
 * `head` is written by the receiver only, `tail` by the sender only; a release store publishes the
 * slot and the acquire load on the other side sees it. */
#include "runtime/channel.h"

#include "base/alloc.h"

#define RING_SIZE 16u /* messages; power of two. More only adds latency: a batch is 2,048 rows */

typedef struct waiting { wr_message message; struct waiting *next; } waiting;

struct wr_channel {
    _Alignas(64) _Atomic uint32_t head;
    _Alignas(64) _Atomic uint32_t tail;
    wr_message      ring[RING_SIZE];
    _Alignas(64) _Atomic uint32_t back_head;
    _Alignas(64) _Atomic uint32_t back_tail;
    wr_owned_batch *back[RING_SIZE * 2];
    waiting        *first, *last; /* sender's list */
    wr_parking     *receiver;
};

void wr_parking_init(wr_parking *parking) {
    wr_mutex_init(&parking->mutex);
    wr_condition_init(&parking->condition);
    atomic_init(&parking->parked, false);
    atomic_init(&parking->poked, false);
}

void wr_parking_destroy(wr_parking *parking) {
    wr_condition_destroy(&parking->condition);
    wr_mutex_destroy(&parking->mutex);
}

void wr_parking_wait(wr_parking *parking, uint64_t timeout_us) {
    wr_mutex_lock(&parking->mutex);
    atomic_store(&parking->parked, true);
    if (!atomic_exchange(&parking->poked, false)) {
        wr_condition_wait(&parking->condition, &parking->mutex, timeout_us);
        (void)atomic_exchange(&parking->poked, false); /* takes with it what was written before the poke */
    }
    atomic_store(&parking->parked, false);
    wr_mutex_unlock(&parking->mutex);
}

void wr_parking_poke(wr_parking *parking) {
    atomic_store(&parking->poked, true);
    if (!atomic_load(&parking->parked))
        return;
    wr_mutex_lock(&parking->mutex);
    wr_condition_signal_all(&parking->condition);
    wr_mutex_unlock(&parking->mutex);
}

wr_channel *wr_channel_create(wr_parking *receiver) {
    wr_channel *channel = wr_alloc_aligned(64, sizeof *channel);
    memset(channel, 0, sizeof *channel);
    channel->receiver = receiver;
    return channel;
}

void wr_channel_destroy(wr_channel *channel) {
    wr_message      message;
    wr_owned_batch *batch;
    if (!channel)
        return;
    do {
        while (wr_channel_receive(channel, &message))
            wr_owned_batch_destroy(message.kind == WR_MESSAGE_BATCH ? message.batch : NULL);
    } while (!wr_channel_flush(channel) || !wr_channel_starved(channel));
    while ((batch = wr_channel_reuse(channel)) != NULL)
        wr_owned_batch_destroy(batch);
    wr_free(channel);
}

static bool push(wr_channel *channel, const wr_message *message) {
    uint32_t tail = atomic_load_explicit(&channel->tail, memory_order_relaxed);
    if (tail - atomic_load_explicit(&channel->head, memory_order_acquire) == RING_SIZE)
        return false;
    channel->ring[tail % RING_SIZE] = *message;
    atomic_store_explicit(&channel->tail, tail + 1, memory_order_release);
    return true;
}

bool wr_channel_flush(wr_channel *channel) {
    bool sent = false;
    while (channel->first && push(channel, &channel->first->message)) {
        waiting *done = channel->first;
        channel->first = done->next;
        wr_free(done);
        sent = true;
    }
    if (!channel->first)
        channel->last = NULL;
    if (sent)
        wr_parking_poke(channel->receiver);
    return channel->first == NULL;
}

void wr_channel_send(wr_channel *channel, wr_message message) {
    if (!channel->first && push(channel, &message)) {
        wr_parking_poke(channel->receiver);
        return;
    }
    waiting *entry = wr_alloc(sizeof *entry);
    *entry = (waiting){message, NULL};
    if (channel->last)
        channel->last->next = entry;
    else
        channel->first = entry;
    channel->last = entry;
}

bool wr_channel_starved(const wr_channel *channel) {
    return channel->first == NULL && atomic_load_explicit(&channel->tail, memory_order_relaxed) ==
                                         atomic_load_explicit(&channel->head, memory_order_acquire);
}

bool wr_channel_receive(wr_channel *channel, wr_message *message) {
    uint32_t head = atomic_load_explicit(&channel->head, memory_order_relaxed);
    if (head == atomic_load_explicit(&channel->tail, memory_order_acquire))
        return false;
    *message = channel->ring[head % RING_SIZE];
    atomic_store_explicit(&channel->head, head + 1, memory_order_release);
    return true;
}

void wr_channel_give_back(wr_channel *channel, wr_owned_batch *batch) {
    uint32_t tail = atomic_load_explicit(&channel->back_tail, memory_order_relaxed);
    if (tail - atomic_load_explicit(&channel->back_head, memory_order_acquire) == RING_SIZE * 2) {
        wr_owned_batch_destroy(batch);
        return;
    }
    channel->back[tail % (RING_SIZE * 2)] = batch;
    atomic_store_explicit(&channel->back_tail, tail + 1, memory_order_release);
}

wr_owned_batch *wr_channel_reuse(wr_channel *channel) {
    uint32_t head = atomic_load_explicit(&channel->back_head, memory_order_relaxed);
    if (head == atomic_load_explicit(&channel->back_tail, memory_order_acquire))
        return NULL;
    wr_owned_batch *batch = channel->back[head % (RING_SIZE * 2)];
    atomic_store_explicit(&channel->back_head, head + 1, memory_order_release);
    wr_owned_batch_clear(batch);
    return batch;
}
