/* func/time_pattern.c - reading the patterns of Java's date formats. */
#include "func/time_items.h"

#include <string.h>

#define LETTERS_MAX 255u

const char *const wr_time_months[12] = {"January", "February", "March", "April", "May", "June", "July",
                                        "August", "September", "October", "November", "December"};
const char *const wr_time_weekdays[7] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

/* What is being read. */
typedef struct reading {
    wr_arena       *arena;
    const char     *text;
    size_t          size, at;
    wr_time_dialect dialect;
    weir_status     status;
    weir_error     *err;
} reading;

static weir_status bad(const reading *r, const char *what, char c) {
    return weir_fail(r->err, r->status, "the time pattern '%.*s' %s '%c'", (int)WR_MIN(r->size, (size_t)100), r->text, what, c);
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool one_of(char c, const char *letters) {
    return c != '\0' && strchr(letters, c) != NULL;
}

/* ---- SimpleDateFormat ---- */

static weir_status check_simple(const reading *r, wr_time_item *item) {
    if (!one_of(item->letter, "GyYMLwWDdFEuaHkKhmsSzZX"))
        return bad(r, "has the unknown letter", item->letter);
    if (item->letter == 'X' && item->count > 3)
        return bad(r, "has too many", item->letter);
    item->is_number = one_of(item->letter, "yYwWDdFuHkKhmsS") || (one_of(item->letter, "ML") && item->count <= 2);
    return WEIR_OK;
}

/* ---- DateTimeFormatter ---- */

/* The most letters of one kind that make sense. */
static uint32_t letters_max(char letter) {
    switch (letter) {
    case 'F': case 'W': case 'a': return 1;
    case 'd': case 'H': case 'h': case 'K': case 'k': case 'm': case 's': case 'w': case 'V': return 2;
    case 'D': return 3;
    case 'O': case 'v': case 'z': return 4;
    case 'G': case 'M': case 'L': case 'Q': case 'q': case 'E': case 'e': case 'c': case 'X': case 'x': case 'Z': return 5;
    case 'S': return 9;
    default: return 19;
    }
}

static void number_of(wr_time_item *item, uint32_t least, uint32_t most, wr_time_sign sign) {
    item->is_number = true;
    item->least = least;
    item->most = most;
    item->sign = sign;
}

static weir_status check_modern(const reading *r, wr_time_item *item, bool optional) {
    const char     letter = item->letter;
    const uint32_t count = item->count;
    if (letter == 'B')
        return bad(r, "asks for the period of the day, which is not available:", letter);
    if (!one_of(letter, "GuyYQqMLwWDdFEecaHkKhmsSAnNgVvzOXxZ"))
        return bad(r, "has the unknown letter", letter);
    if (count > letters_max(letter) || (letter == 'c' && count == 2))
        return bad(r, "has too many", letter);
    if ((letter == 'V' && count == 1) || (one_of(letter, "vO") && count != 1 && count != 4))
        return bad(r, "has the wrong number of", letter);
    if (r->dialect == WR_TIME_MODERN_FORMAT && !optional && one_of(letter, "VvzOXxZ"))
        return bad(r, "asks for a zone, which the value has not:", letter);
    if (one_of(letter, "uyY")) {
        if (count == 2)
            number_of(item, 2, 2, WR_TIME_SIGN_NEVER);
        else
            number_of(item, count, 19, count < 4 ? WR_TIME_SIGN_NORMAL : WR_TIME_SIGN_EXCEEDS);
    } else if (one_of(letter, "AnN")) {
        number_of(item, count, 19, WR_TIME_SIGN_NEVER);
    } else if (letter == 'g') {
        number_of(item, count, 19, WR_TIME_SIGN_NORMAL);
    } else if (letter == 'D' && count > 1) {
        number_of(item, count, 3, WR_TIME_SIGN_NEVER);
    } else if (letter == 'w' || letter == 'W') {
        number_of(item, count, letter == 'w' ? 2 : 1, WR_TIME_SIGN_NEVER);
    } else if (one_of(letter, "ec") && count <= 2) {
        number_of(item, count, count, WR_TIME_SIGN_NEVER);
    } else if (letter == 'S') {
        number_of(item, count, count, WR_TIME_SIGN_NEVER);
    } else if (one_of(letter, "DdFHkKhms") || (one_of(letter, "MLQq") && count <= 2)) {
        number_of(item, count, count == 1 ? 19 : count, count == 1 ? WR_TIME_SIGN_NORMAL : WR_TIME_SIGN_NEVER);
    }
    return WEIR_OK;
}

/* Numbers of a fixed width right behind a number are left for themselves: yyyyMMdd. */
static void reserve_digits(wr_time_pattern *made) {
    wr_time_item *base = NULL;
    for (size_t i = 0; i < made->count; i++) {
        wr_time_item *item = &made->items[i];
        if (!item->is_number)
            base = NULL;
        else if (base != NULL && item->least == item->most && item->sign == WR_TIME_SIGN_NEVER)
            base->behind += item->most;
        else
            base = item->pad ? NULL : item;
    }
}

/* Where the optional parts end; one that is left open ends with the pattern. */
static void find_ends(wr_time_pattern *made) {
    for (size_t i = 0; i < made->count; i++) {
        size_t depth = 0, at = i;
        if (made->items[i].letter != '[')
            continue;
        for (; at < made->count; at++) {
            depth += made->items[at].letter == '[';
            depth -= made->items[at].letter == ']';
            if (depth == 0)
                break;
        }
        made->items[i].end = at;
    }
}

/* ---- both ---- */

static void add(const reading *r, wr_time_pattern *made, wr_time_item item) {
    made->items = wr_arena_grow(r->arena, made->items, made->count, &made->capacity, sizeof(*made->items));
    made->items[made->count++] = item;
    made->room += item.size + (item.letter ? 40 + WR_MAX(item.count, item.pad) : 0); /* the longest is the name of a zone */
}

/* Text between single quotes, where two of them are one; nothing between them is one, too. */
static weir_status read_quoted(reading *r, wr_time_item *item) {
    char  *plain = wr_arena_alloc(r->arena, r->size - r->at + 1);
    size_t used = 0;
    item->text = plain;
    item->size = 1;
    plain[0] = '\'';
    r->at++;
    const bool pair = r->at < r->size && r->text[r->at] == '\'';
    if (pair && (r->dialect == WR_TIME_SIMPLE || r->at + 1 == r->size || r->text[r->at + 1] != '\'')) {
        r->at++;
        return WEIR_OK;
    }
    for (;;) {
        if (r->at == r->size)
            return bad(r, "has an open", '\'');
        char c = r->text[r->at++];
        if (c == '\'' && (r->at == r->size || r->text[r->at] != '\''))
            break;
        r->at += c == '\'';
        plain[used++] = c;
    }
    item->size = used;
    return WEIR_OK;
}

static uint32_t read_run(reading *r) {
    const char   c = r->text[r->at];
    const size_t start = r->at;
    while (r->at < r->size && r->text[r->at] == c)
        r->at++;
    return (uint32_t)WR_MIN(r->at - start, (size_t)LETTERS_MAX + 1);
}

static weir_status read_letters(reading *r, wr_time_item *item, bool optional) {
    item->letter = r->text[r->at];
    item->count = read_run(r);
    if (r->dialect != WR_TIME_SIMPLE && item->letter == 'p') {
        item->pad = item->count;
        if (r->at == r->size || !is_letter(r->text[r->at]))
            return bad(r, "has nothing to pad behind", 'p');
        item->letter = r->text[r->at];
        item->count = read_run(r);
    }
    if (WR_MAX(item->count, item->pad) > LETTERS_MAX)
        return bad(r, "has too many", item->letter);
    return r->dialect == WR_TIME_SIMPLE ? check_simple(r, item) : check_modern(r, item, optional);
}

weir_status wr_time_pattern_make(wr_arena *arena, const char *text, size_t size, wr_time_dialect dialect, weir_status status,
                                 const wr_time_pattern **pattern, weir_error *err) {
    wr_time_pattern *made = wr_arena_calloc(arena, 1, sizeof(*made));
    reading          r = {arena, wr_arena_strndup(arena, text, size), size, 0, dialect, status, err};
    size_t           depth = 0;
    while (r.at < size) {
        wr_time_item item = {.letter = 0};
        const char   c = r.text[r.at];
        if (is_letter(c)) {
            WEIR_TRY(read_letters(&r, &item, depth > 0));
        } else if (c == '\'') {
            WEIR_TRY(read_quoted(&r, &item));
        } else if (dialect != WR_TIME_SIMPLE && one_of(c, "#{}")) {
            return bad(&r, "has a reserved character, which stands between single quotes:", c);
        } else if (dialect != WR_TIME_SIMPLE && one_of(c, "[]")) {
            if (c == ']' && depth == 0)
                return bad(&r, "closes what was not opened:", c);
            depth = c == '[' ? depth + 1 : depth - 1;
            item.letter = c;
            r.at++;
        } else {
            item.text = r.text + r.at++;
            item.size = 1;
        }
        add(&r, made, item);
    }
    if (dialect != WR_TIME_SIMPLE)
        reserve_digits(made);
    find_ends(made);
    *pattern = made;
    return WEIR_OK;
}

size_t wr_time_pattern_room(const wr_time_pattern *pattern) {
    return pattern->room;
}
