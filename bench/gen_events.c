/* gen_events.c - writes synthetic events as JSON lines for the benchmarks.
 *
 *     gen_events ROWS [KEYS [wide|narrow|hot]] > events.json
 *
 * Row i depends on i and KEYS only, so the same command always writes the same bytes.
 *   wide    18 fields, about 310 bytes; keys uniform. The benchmarks read 8 of the fields.
 *   narrow  4 fields, about 75 bytes; keys uniform.
 *   hot     like narrow; first every key once, in order, then KEYS / 10 hot keys, another tenth of the keys
 *           after every million rows: state that changes by a tenth.
 * Event time advances by 1 ms every 100 rows and is shuffled by up to 2 s. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define START_MS 1704067200000 /* 2024-01-01 00:00:00 */
#define HOT_PERIOD 1000000     /* rows after which the hot keys change */

static const char *const kinds[] = {"view", "cart", "buy", "search", "login", "logout", "rate", "share"};
static const char *const countries[] = {"DE", "US", "FR", "IN", "BR", "JP", "GB", "PL",
                                        "ES", "IT", "NL", "SE", "CA", "AU", "MX", "ZA"};
static const char *const cities[] = {"Berlin", "Chicago", "Lyon", "Pune", "Recife", "Osaka", "Leeds", "Gdansk"};
static const char *const devices[] = {"mobile", "desktop", "tablet", "tv"};
static const char *const systems[] = {"android", "ios", "linux", "windows"};

/* splitmix64: the n-th random number without state. */
static uint64_t mix(uint64_t n) {
    n += UINT64_C(0x9e3779b97f4a7c15);
    n = (n ^ (n >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    n = (n ^ (n >> 27)) * UINT64_C(0x94d049bb133111eb);
    return n ^ (n >> 31);
}

static char *put_text(char *at, const char *text) {
    const size_t size = strlen(text);
    memcpy(at, text, size);
    return at + size;
}

static char *put_number(char *at, uint64_t value) {
    char digits[20];
    int  count = 0;
    do {
        digits[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    while (count > 0)
        *at++ = digits[--count];
    return at;
}

/* Exactly `width` digits, with leading zeros. */
static char *put_padded(char *at, uint64_t value, int width) {
    for (int i = width - 1; i >= 0; i--) {
        at[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return at + width;
}

static char *put_hex(char *at, uint64_t value) {
    for (int i = 0; i < 16; i++)
        *at++ = "0123456789abcdef"[(value >> (60 - 4 * i)) & 15];
    return at;
}

/* Civil date of a day since 1970 (proleptic Gregorian calendar). */
static char *put_time(char *at, int64_t ms) {
    const int64_t  days = ms / 86400000;
    const int64_t  z = days + 719468;
    const int64_t  era = z / 146097;
    const uint64_t doe = (uint64_t)(z - era * 146097);
    const uint64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const uint64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const uint64_t mp = (5 * doy + 2) / 153;
    const uint64_t month = mp < 10 ? mp + 3 : mp - 9;
    const uint64_t year = yoe + (uint64_t)era * 400 + (month <= 2 ? 1 : 0);
    const uint64_t left = (uint64_t)(ms - days * 86400000);
    at = put_padded(at, year, 4);
    *at++ = '-';
    at = put_padded(at, month, 2);
    *at++ = '-';
    at = put_padded(at, doy - (153 * mp + 2) / 5 + 1, 2);
    *at++ = ' ';
    at = put_padded(at, left / 3600000, 2);
    *at++ = ':';
    at = put_padded(at, left / 60000 % 60, 2);
    *at++ = ':';
    at = put_padded(at, left / 1000 % 60, 2);
    *at++ = '.';
    return put_padded(at, left % 1000, 3);
}

static char *put_price(char *at, uint64_t cents) {
    at = put_number(at, cents / 100);
    *at++ = '.';
    return put_padded(at, cents % 100, 2);
}

static char *put_head(char *at, uint64_t row, uint64_t key, uint64_t random) {
    at = put_text(at, "{\"id\":");
    at = put_number(at, row);
    at = put_text(at, ",\"ts\":\"");
    at = put_time(at, START_MS + 2000 + (int64_t)(row / 100) - (int64_t)(random % 2000));
    at = put_text(at, "\",\"user_id\":");
    return put_number(at, key);
}

static char *put_narrow(char *at, uint64_t row, uint64_t key, uint64_t random) {
    at = put_head(at, row, key, random);
    at = put_text(at, ",\"price\":");
    at = put_price(at, 100 + (random >> 16) % 99900);
    return put_text(at, "}\n");
}

static char *put_wide(char *at, uint64_t row, uint64_t key, uint64_t random) {
    const uint64_t item = (random >> 40) % 50000;
    at = put_head(at, row, key, random);
    at = put_text(at, ",\"session\":\"");
    at = put_hex(at, mix(random));
    at = put_text(at, "\",\"kind\":\"");
    at = put_text(at, kinds[(random >> 11) & 7]);
    at = put_text(at, "\",\"item_id\":");
    at = put_number(at, item);
    at = put_text(at, ",\"price\":");
    at = put_price(at, 100 + (random >> 16) % 99900);
    at = put_text(at, ",\"quantity\":");
    at = put_number(at, 1 + (random >> 14) % 9);
    at = put_text(at, ",\"discount\":0.");
    at = put_padded(at, (random >> 33) % 50, 2);
    at = put_text(at, ",\"country\":\"");
    at = put_text(at, countries[(random >> 24) & 15]);
    at = put_text(at, "\",\"city\":\"");
    at = put_text(at, cities[(random >> 28) & 7]);
    at = put_text(at, "\",\"device\":\"");
    at = put_text(at, devices[(random >> 31) & 3]);
    at = put_text(at, "\",\"os\":\"");
    at = put_text(at, systems[(random >> 36) & 3]);
    at = put_text(at, "\",\"page\":\"/items/");
    at = put_number(at, item);
    at = put_text(at, "\",\"logged_in\":");
    at = put_text(at, (random >> 38) & 1 ? "true" : "false");
    at = put_text(at, ",\"latency_ms\":");
    at = put_number(at, (random >> 44) % 2000);
    at = put_text(at, ",\"bytes\":");
    at = put_number(at, (random >> 50) % 16384);
    at = put_text(at, ",\"tags\":[\"t");
    at = put_number(at, (random >> 20) % 100);
    return put_text(at, "\",\"x\"]}\n");
}

/* A decimal number without sign; exits with a message otherwise. */
static uint64_t number_argument(const char *text, const char *name) {
    char          *end = NULL;
    const uint64_t value = strtoull(text, &end, 10);
    if (end == text || *end != '\0' || text[0] == '-' || value == 0) {
        fprintf(stderr, "gen_events: %s is '%s', not a positive number\n", name, text);
        exit(2);
    }
    return value;
}

int main(int argc, char **argv) {
    if (argc < 2 || argc > 4) {
        fprintf(stderr, "usage: gen_events ROWS [KEYS [wide|narrow|hot]] > events.json\n");
        return 2;
    }
    const uint64_t rows = number_argument(argv[1], "ROWS");
    const uint64_t keys = argc > 2 ? number_argument(argv[2], "KEYS") : 100000;
    const char    *shape = argc > 3 ? argv[3] : "wide";
    const bool     wide = strcmp(shape, "wide") == 0, hot = strcmp(shape, "hot") == 0;
    if (!wide && !hot && strcmp(shape, "narrow") != 0) {
        fprintf(stderr, "gen_events: unknown shape '%s'; use wide, narrow or hot\n", shape);
        return 2;
    }
    const uint64_t hot_count = keys < 10 ? 1 : keys / 10;
    static char    buffer[1 << 18];
    char          *at = buffer;
    for (uint64_t row = 0; row < rows; row++) {
        const uint64_t random = mix(row);
        uint64_t       key = mix(random + 1) % keys;
        if (hot && row < keys)
            key = row;
        else if (hot)
            key = (row / HOT_PERIOD * hot_count + key % hot_count) % keys;
        at = wide ? put_wide(at, row, key, random) : put_narrow(at, row, key, random);
        if ((size_t)(at - buffer) > sizeof(buffer) - 1024) {
            if (fwrite(buffer, 1, (size_t)(at - buffer), stdout) != (size_t)(at - buffer))
                break;
            at = buffer;
        }
    }
    fwrite(buffer, 1, (size_t)(at - buffer), stdout);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "gen_events: cannot write to standard output\n");
        return 1;
    }
    return 0;
}
