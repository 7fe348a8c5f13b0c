/* func/cast_kernel.h - what the casts of scalars (cast.c) and of values with parts (cast_nested.c) share. Pure; thread-safe. */
#ifndef WR_FUNC_CAST_KERNEL_H
#define WR_FUNC_CAST_KERNEL_H
#include "func/func.h"

/* What one CAST knows; made by prepare. */
typedef struct wr_cast {
    weir_type      from, to;
    bool           try_cast;
    const wr_zone *zone; /* where it matters: TIMESTAMP_LTZ, and types with parts */
} wr_cast;

/* One value that is not NULL, as a column would be cast. Its bytes are in arena, or those of `in`. */
weir_status wr_cast_scalar(const wr_cast *how, const weir_value *in, struct weir_arena *arena, weir_value *out, weir_error *err);
/* A text into a CHAR or VARCHAR: cut or padded. */
void        wr_cast_put_text(const wr_cast *how, weir_vector *out, uint32_t row, const char *text, size_t size);
/* The kernel for all types with parts: to one of their kind, or to text. */
weir_status wr_cast_nested(const wr_cast *how, const weir_column *in, weir_rows rows, weir_vector *out, weir_error *err);
#endif
