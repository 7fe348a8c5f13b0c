/* func/printf_fields.h - what PRINTF writes for %a and %t. Pure; appends only. */
#ifndef WR_FUNC_PRINTF_FIELDS_H
#define WR_FUNC_PRINTF_FIELDS_H
#include "base/buffer.h"

/* A finite magnitude as Double.toHexString has it, without 0x: 1.8p3. Rounded to `precision` hexadecimal digits, half to even; -1: all that there are. */
void wr_printf_hexadecimal(wr_buffer *out, double magnitude, int32_t precision);
/* The part of an instant, in UTC, that the letter behind %t stands for; false: there is none of that letter. */
bool wr_printf_time(wr_buffer *out, char letter, int64_t ms);
#endif
