/* lexer/keywords.c - which words are keywords, found by binary search in keywords.def. */
#include "lexer/lexer.h"

#include <string.h>

typedef struct keyword_entry {
    const char *text;
    unsigned    flags;
} keyword_entry;

static const keyword_entry entries[WR_KEYWORD_COUNT] = {
    [WR_NO_KEYWORD] = {"", 0},
#define WR_KEYWORD(word, flags) [WR_KW_##word] = {#word, flags},
#include "lexer/keywords.def"
#undef WR_KEYWORD
};

enum { KEYWORD_SIZE_MAX = 40 };

wr_keyword wr_keyword_find(const char *word, size_t size) {
    char upper[KEYWORD_SIZE_MAX + 1];
    if (size == 0 || size > KEYWORD_SIZE_MAX)
        return WR_NO_KEYWORD;
    for (size_t i = 0; i < size; i++) {
        char c = word[i];
        upper[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    upper[size] = '\0';
    int low = 1, high = WR_KEYWORD_COUNT - 1;
    while (low <= high) {
        int middle = low + (high - low) / 2;
        int order = strcmp(upper, entries[middle].text);
        if (order == 0)
            return (wr_keyword)middle;
        if (order < 0)
            high = middle - 1;
        else
            low = middle + 1;
    }
    return WR_NO_KEYWORD;
}

const char *wr_keyword_text(wr_keyword keyword) {
    return entries[keyword].text;
}

unsigned wr_keyword_flags(wr_keyword keyword) {
    return entries[keyword].flags;
}
