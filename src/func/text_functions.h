/* func/text_functions.h - what the files of functions on text share (string*.c, encoding.c). */
#ifndef WR_FUNC_TEXT_FUNCTIONS_H
#define WR_FUNC_TEXT_FUNCTIONS_H
#include "func/text.h"

#define DATA(string) weir_string_data(&(string))

static const weir_string no_text;

/* A part of `whole`, without a copy. */
static inline weir_string text_part(const weir_string *whole, size_t from, size_t to) {
    return weir_string_view(weir_string_data(whole) + from, to - from);
}

#define TEXT_FUNCTION(symbol, text, infer_function, function)                                      \
    const weir_function weir_function_##symbol = {.abi = sizeof(weir_function), .name = text,      \
                                                  .null_in_null_out = true, .infer = infer_function, \
                                                  .scalar = function}
#endif
