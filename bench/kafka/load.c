/* load.c - writes and reads Kafka for the benchmark, so that neither program under test measures itself.
 *
 *   load fill  BROKERS TOPIC ROWS           ROWS messages of 250 bytes, as fast as it goes
 *   load rate  BROKERS TOPIC RATE SECONDS   RATE messages a second; "t" is the wall clock in ns when it was handed to the client
 *   load delay BROKERS TOPIC SECONDS        reads committed messages from the end of the topic: how old they are when they are seen
 *   load first BROKERS TOPIC SECONDS        prints "ready", and the wall clock in ns when the first new committed message is seen
 *   load count BROKERS TOPIC                committed messages in the topic
 */
#include <inttypes.h>
#include <librdkafka/rdkafka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void stop(const char *what, const char *why) {
    fprintf(stderr, "load: %s: %s\n", what, why);
    exit(1);
}

static int64_t wall_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static rd_kafka_t *client(rd_kafka_type_t type, const char *brokers) {
    char             text[512];
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    const char *const producer[][2] = {{"linger.ms", "5"}, {"queue.buffering.max.messages", "1000000"}, {"batch.num.messages", "10000"}};
    const char *const consumer[][2] = {{"group.id", "load"}, {"isolation.level", "read_committed"}, {"enable.auto.commit", "false"},
                                       {"enable.partition.eof", "true"}, {"fetch.wait.max.ms", "5"}};
    if (rd_kafka_conf_set(conf, "bootstrap.servers", brokers, text, sizeof text) != RD_KAFKA_CONF_OK)
        stop("brokers", text);
    for (size_t i = 0; type == RD_KAFKA_PRODUCER && i < sizeof producer / sizeof producer[0]; i++)
        if (rd_kafka_conf_set(conf, producer[i][0], producer[i][1], text, sizeof text) != RD_KAFKA_CONF_OK)
            stop(producer[i][0], text);
    for (size_t i = 0; type == RD_KAFKA_CONSUMER && i < sizeof consumer / sizeof consumer[0]; i++)
        if (rd_kafka_conf_set(conf, consumer[i][0], consumer[i][1], text, sizeof text) != RD_KAFKA_CONF_OK)
            stop(consumer[i][0], text);
    rd_kafka_t *made = rd_kafka_new(type, conf, text, sizeof text);
    if (!made)
        stop("client", text);
    return made;
}

/* A message of 250 bytes: nine fields, of which the job reads five. */
static size_t message(char *text, size_t size, uint64_t id, int64_t t) {
    static const char *const kinds[4] = {"view", "click", "purchase", "logout"};
    uint64_t mixed = (id + 1) * 0x9E3779B97F4A7C15u;
    int      n = snprintf(text, size, "{\"id\":%" PRIu64 ",\"t\":%" PRId64 ",\"user\":\"user-%05u\",\"kind\":\"%s\",\"price\":%u.%02u,\"quantity\":%u,\"country\":\"%c%c\",\"session\":\"%016" PRIx64 "\",\"note\":\"",
                           id, t, (unsigned)(mixed >> 40) % 100000, kinds[mixed >> 62], (unsigned)(mixed >> 20) % 1000, (unsigned)(mixed >> 8) % 100,
                           (unsigned)(mixed >> 12) % 10, 'A' + (int)(mixed % 26), 'A' + (int)(mixed / 26 % 26), mixed);
    for (; n < 248; n++)
        text[n] = (char)('a' + n % 26);
    text[n++] = '"';
    text[n++] = '}';
    return (size_t)n;
}

static void send_one(rd_kafka_t *producer, rd_kafka_topic_t *topic, int32_t partition, uint64_t id, int64_t t) {
    char   text[512];
    size_t size = message(text, sizeof text, id, t);
    while (rd_kafka_produce(topic, partition, RD_KAFKA_MSG_F_COPY, text, size, NULL, 0, NULL) != 0) {
        if (rd_kafka_last_error() != RD_KAFKA_RESP_ERR__QUEUE_FULL)
            stop("produce", rd_kafka_err2str(rd_kafka_last_error()));
        rd_kafka_poll(producer, 1);
    }
}

static int32_t partition_count(rd_kafka_t *any, const char *topic) {
    const struct rd_kafka_metadata *found;
    rd_kafka_topic_t               *handle = rd_kafka_topic_new(any, topic, NULL);
    rd_kafka_resp_err_t             err = rd_kafka_metadata(any, 0, handle, &found, 10000);
    if (err || found->topic_cnt != 1 || found->topics[0].partition_cnt == 0)
        stop(topic, err ? rd_kafka_err2str(err) : "not there");
    int32_t count = found->topics[0].partition_cnt;
    rd_kafka_metadata_destroy(found);
    rd_kafka_topic_destroy(handle);
    return count;
}

static void produce(const char *brokers, const char *name, uint64_t rows, uint64_t rate) {
    rd_kafka_t       *producer = client(RD_KAFKA_PRODUCER, brokers);
    rd_kafka_topic_t *topic = rd_kafka_topic_new(producer, name, NULL);
    int32_t           partitions = partition_count(producer, name);
    int64_t           started = wall_ns();
    for (uint64_t i = 0; i < rows; i++) {
        int64_t now = 0;
        if (rate != 0) {
            now = wall_ns();
            while ((uint64_t)((now - started) / 1000) * rate / 1000000 < i) {
                rd_kafka_poll(producer, 0);
                nanosleep(&(struct timespec){0, 500000}, NULL);
                now = wall_ns();
            }
        }
        send_one(producer, topic, (int32_t)(i % (uint64_t)partitions), i, now);
        if (i % 1024 == 0)
            rd_kafka_poll(producer, 0);
    }
    rd_kafka_flush(producer, 60000);
    rd_kafka_topic_destroy(topic);
    rd_kafka_destroy(producer);
}

static int compare(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static rd_kafka_t *reader(const char *brokers, const char *topic, bool from_end, int32_t *partitions) {
    rd_kafka_t                      *consumer = client(RD_KAFKA_CONSUMER, brokers);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(8);
    *partitions = partition_count(consumer, topic);
    for (int32_t p = 0; p < *partitions; p++)
        rd_kafka_topic_partition_list_add(list, topic, p)->offset = from_end ? RD_KAFKA_OFFSET_END : RD_KAFKA_OFFSET_BEGINNING;
    if (rd_kafka_assign(consumer, list) != RD_KAFKA_RESP_ERR_NO_ERROR)
        stop(topic, "cannot be assigned");
    rd_kafka_topic_partition_list_destroy(list);
    return consumer;
}

static void read_topic(const char *brokers, const char *topic, const char *mode, int64_t seconds) {
    bool        counts = strcmp(mode, "count") == 0, first = strcmp(mode, "first") == 0;
    int32_t     partitions, ends = 0;
    rd_kafka_t *consumer = reader(brokers, topic, !counts, &partitions);
    int64_t     until = wall_ns() + seconds * 1000000000, *ages = NULL;
    size_t      count = 0, capacity = 0;
    while ((counts && ends < partitions) || (!counts && wall_ns() < until)) {
        rd_kafka_message_t *one = rd_kafka_consumer_poll(consumer, 100);
        if (!one)
            continue;
        if (one->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
            if (++ends == partitions && first) {
                puts("ready");
                fflush(stdout);
            }
        } else if (one->err) {
            stop(topic, rd_kafka_message_errstr(one));
        } else if (first) {
            printf("%" PRId64 "\n", wall_ns());
            exit(0);
        } else {
            const char *at = one->len > 4 && !counts ? memmem(one->payload, one->len, "\"t\":", 4) : NULL;
            if (count == capacity && !counts)
                ages = realloc(ages, (capacity = capacity * 2 + 65536) * sizeof *ages);
            if (!counts)
                ages[count] = at ? wall_ns() - strtoll(at + 4, NULL, 10) : 0;
            count++;
        }
        rd_kafka_message_destroy(one);
    }
    if (counts) {
        printf("%zu\n", count);
    } else if (!first) {
        if (count == 0)
            stop(topic, "no message was seen");
        qsort(ages, count, sizeof *ages, compare);
        printf("{\"count\": %zu, \"p50_ms\": %.1f, \"p99_ms\": %.1f, \"p999_ms\": %.1f, \"max_ms\": %.1f}\n", count, (double)ages[count / 2] / 1e6,
               (double)ages[count - count / 100 - 1] / 1e6, (double)ages[count - count / 1000 - 1] / 1e6, (double)ages[count - 1] / 1e6);
    } else {
        stop(topic, "no message was seen");
    }
    rd_kafka_destroy(consumer);
}

int main(int argc, char **argv) {
    if (argc == 5 && strcmp(argv[1], "fill") == 0)
        produce(argv[2], argv[3], strtoull(argv[4], NULL, 10), 0);
    else if (argc == 6 && strcmp(argv[1], "rate") == 0)
        produce(argv[2], argv[3], strtoull(argv[4], NULL, 10) * strtoull(argv[5], NULL, 10), strtoull(argv[4], NULL, 10));
    else if (argc >= 4 && (strcmp(argv[1], "count") == 0 || (argc == 5 && (strcmp(argv[1], "delay") == 0 || strcmp(argv[1], "first") == 0))))
        read_topic(argv[2], argv[3], argv[1], argc == 5 ? strtoll(argv[4], NULL, 10) : 0);
    else
        stop("usage", "load fill|rate|delay|first|count BROKERS TOPIC [ROWS | RATE SECONDS | SECONDS]");
    return 0;
}
