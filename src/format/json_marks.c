/* format/json_marks.c - see the header. One kernel for each kind of processor, chosen when a decoder is opened. */
#include "format/json_marks.h"

#include <string.h>

static bool works_always(void) { return true; }

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_X86_KERNELS 1
#include <immintrin.h>

static bool has_avx512(void) {
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("popcnt");
}

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt")))

/* Writes the marks of 64 bytes behind `end`; `base`: the offset of the first byte, in each lane. The numbers of the
 * set bits are the numbers 0 to 63 compressed by the mask; they are widened to 16 bits, 32 at a time: there are
 * seldom more marks in 64 bytes. */
AVX512 static inline uint16_t *block_marks(__m512i v, __m512i bit_numbers, __m512i base, uint16_t *end) {
    __mmask64 bits  = _kor_mask64(_kor_mask64(_mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"')), _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\\'))),
                                  _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n')));
    __m512i   set   = _mm512_maskz_compress_epi8(bits, bit_numbers);
    size_t    count = (size_t)__builtin_popcountll(_cvtmask64_u64(bits));
    _mm512_storeu_si512(end, _mm512_add_epi16(_mm512_cvtepu8_epi16(_mm512_castsi512_si256(set)), base));
    if (__builtin_expect(count > 32, 0))
        _mm512_storeu_si512(end + 32, _mm512_add_epi16(_mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(set, 1)), base));
    return end + count;
}

AVX512 static uint32_t find_avx512(const char *bytes, size_t size, uint16_t *marks, bool *wide) {
    static const uint8_t numbers[64] = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    const __m512i bit_numbers = _mm512_loadu_si512(numbers);
    __m512i       any = _mm512_setzero_si512(), base = any;
    uint16_t     *end = marks;
    size_t        at = 0;
    for (; at + 64 <= size; at += 64, base = _mm512_add_epi16(base, _mm512_set1_epi16(64))) {
        __m512i v = _mm512_loadu_si512(bytes + at);
        any       = _mm512_or_si512(any, v);
        end       = block_marks(v, bit_numbers, base, end);
    }
    if (at < size) {
        __m512i v = _mm512_maskz_loadu_epi8((1ULL << (size - at)) - 1, bytes + at);
        any       = _mm512_or_si512(any, v);
        end       = block_marks(v, bit_numbers, base, end);
    }
    *wide = _mm512_movepi8_mask(any) != 0;
    return (uint32_t)(end - marks);
}

static bool has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

__attribute__((target("avx2"))) static inline uint32_t marks32(__m256i v) {
    __m256i hit = _mm256_or_si256(_mm256_or_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8('"')), _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\\'))),
                                  _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\n')));
    return (uint32_t)_mm256_movemask_epi8(hit);
}

/* Eight bits at a time are written, whether they are there or not: the count of turns can be guessed better so. */
__attribute__((target("avx2,bmi,popcnt"))) static uint32_t
find_avx2(const char *bytes, size_t size, uint16_t *marks, bool *wide) {
    __m256i   any = _mm256_setzero_si256();
    uint16_t *end = marks;
    for (size_t at = 0; at < size; at += 64) {
        __m256i  low = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + at));
        __m256i  high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + at + 32));
        uint64_t bits = (uint64_t)marks32(high) << 32 | marks32(low);
        if (__builtin_expect(size - at < 64, 0)) {
            uint64_t here = (1ULL << (size - at)) - 1;
            uint64_t beyond = (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32 | (uint32_t)_mm256_movemask_epi8(low);
            bits &= here;
            low = high = _mm256_set1_epi8(beyond & here ? -1 : 0);
        }
        any = _mm256_or_si256(any, _mm256_or_si256(low, high));
        uint16_t *next = end + __builtin_popcountll(bits);
        for (; end < next; end += 8)
            for (int i = 0; i < 8; i++) {
                end[i] = (uint16_t)(at + _tzcnt_u64(bits)); /* 64 of nothing */
                bits &= bits - 1;
            }
        end = next;
    }
    *wide = _mm256_movemask_epi8(any) != 0;
    return (uint32_t)(end - marks);
}
#endif

/* The highest bit of each byte that is zero; exact for every byte, as nothing is carried from one to the next. */
static inline uint64_t zero_bytes(uint64_t word) {
    const uint64_t low = 0x7f7f7f7f7f7f7f7fULL;
    return ~(((word & low) + low) | word | low);
}

/* 8 bytes at a time in a register; the first byte in the lowest bits. */
static uint32_t find_plain(const char *bytes, size_t size, uint16_t *marks, bool *wide) {
    const uint64_t each = 0x0101010101010101ULL, top = 0x8080808080808080ULL;
    uint64_t       any = 0;
    uint32_t       count = 0;
    size_t         at = 0;
    for (; at + 8 <= size; at += 8) {
        uint64_t word;
        memcpy(&word, bytes + at, 8);
        any |= word;
        uint64_t bits = zero_bytes(word ^ (each * '"')) | zero_bytes(word ^ (each * '\\')) | zero_bytes(word ^ (each * '\n'));
        for (; bits; bits &= bits - 1)
            marks[count++] = (uint16_t)(at + (size_t)__builtin_ctzll(bits) / 8);
    }
    for (; at < size; at++) {
        any |= (uint64_t)(unsigned char)bytes[at];
        if (bytes[at] == '"' || bytes[at] == '\\' || bytes[at] == '\n')
            marks[count++] = (uint16_t)at;
    }
    *wide = (any & top) != 0;
    return count;
}

const json_marks_kernel wr_json_marks_kernels[] = {
#if defined(HAS_X86_KERNELS)
    {"avx512", find_avx512, has_avx512},
    {"avx2", find_avx2, has_avx2},
#endif
    {"plain", find_plain, works_always},
    {NULL, NULL, NULL},
};

json_marks_find *wr_json_marks_best(void) {
    const json_marks_kernel *kernel = wr_json_marks_kernels;
    while (!kernel->works_here())
        kernel++;
    return kernel->find;
}
