/* batch/nested_text.h - values with parts as text, in the two ways of Flink.
 *
 *            CAST(.. AS STRING), SELECT    print connector
 *   ARRAY    [1, 2]                        [1, 2]
 *   MAP      {a=1, b=2}                    {b=2, a=1}: as a HashMap has them; MULTISET alike
 *   ROW      (1, a)                        +I[1, a]
 *   NULL     NULL                          null
 * Pure; thread-safe. */
#ifndef WR_BATCH_NESTED_TEXT_H
#define WR_BATCH_NESTED_TEXT_H
#include "weir/type.h"

struct wr_buffer;

typedef struct wr_value_writer {
    bool  java;                 /* as the print connector writes it */
    void (*put)(struct wr_buffer *out, weir_type type, const weir_value *value, void *context); /* a value without parts, not NULL */
    void *context;
} wr_value_writer;

/* Appends a value of any type. */
void wr_value_text(struct wr_buffer *out, weir_type type, const weir_value *value, const wr_value_writer *writer);
#endif
