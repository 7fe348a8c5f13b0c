/* base/base64.h - base64 with the common alphabet: writing, and the value of a digit.
 * Pure. What a reader takes beside the digits (blanks, missing padding) differs: each has its own. */
#ifndef WR_BASE_BASE64_H
#define WR_BASE_BASE64_H
#include <stddef.h>

/* With padding: 4 characters for every 3 bytes or what is left of them. Returns how many. */
size_t wr_base64(const char *bytes, size_t size, char *room);
int    wr_base64_digit(char digit); /* 0 to 63; -1: it is none */
#endif
