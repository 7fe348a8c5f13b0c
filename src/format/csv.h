/* format/csv.h - what the two halves of the csv format share. */
#ifndef WR_FORMAT_CSV_H
#define WR_FORMAT_CSV_H
#include "format/text.h"
#include "weir/connector.h"

typedef struct wr_csv_style {
    char        delimiter, quote, escape;
    bool        has_quote, has_escape, allow_comments;
    bool        scientific, scientific_messages; /* 1E+2; in messages only where the table says so, as in Flink */
    const char *null_literal; /* or NULL */
    const char *array_delimiter; /* between the parts of an ARRAY or ROW */
} wr_csv_style;

weir_status wr_csv_style_read(const weir_table_info *table, wr_csv_style *style, weir_error *err);
/* Does the column stand in the records (neither metadata nor a partition's)? */
bool wr_csv_in_file(const weir_table_info *table, uint32_t column);

/* csv_value.c: as wr_text_store, of every scalar type; bytes come into `strings`, texts borrow. */
wr_text_result wr_csv_value_store(weir_type type, void *data, uint32_t row, const char *text, size_t size, struct weir_arena *strings);
bool           wr_csv_is_null(const wr_csv_style *style, const char *text, size_t size);
/* The same of an ARRAY or ROW, in `strings`. False: bad, the reason is written. */
bool           wr_csv_nested_store(const wr_csv_style *style, bool ignore_errors, weir_type type, const char *text, size_t size, struct weir_arena *strings,
                                   weir_string *out, char *reason, size_t reason_size);

/* csv_encode.c */
weir_status wr_csv_encoder_open(const weir_table_info *table, struct weir_arena *arena, weir_encoder **encoder, weir_error *err);
weir_status wr_csv_encode(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, weir_error *err);
weir_status wr_csv_encode_records(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, size_t *ends, weir_error *err);
void        wr_csv_encoder_close(weir_encoder *encoder);
#endif
