/* random.h - small random numbers for tests: the same seed gives the same numbers everywhere. */
#ifndef WEIR_TESTS_RANDOM_H
#define WEIR_TESTS_RANDOM_H
#include <stdbool.h>
#include <stdint.h>

typedef struct test_random { uint64_t state; } test_random;

static inline uint64_t random_u64(test_random *random) { /* splitmix64 (Steele et al. 2014) */
    uint64_t value = random->state += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

/* 0 .. bound - 1 */
static inline uint32_t random_below(test_random *random, uint32_t bound) {
    return (uint32_t)(random_u64(random) % bound);
}

/* True once in `times`. */
static inline bool random_once_in(test_random *random, uint32_t times) {
    return random_below(random, times) == 0;
}
#endif
