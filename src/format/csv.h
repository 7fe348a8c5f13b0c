/* format/csv.h - what the two halves of the csv format share. */
#ifndef WR_FORMAT_CSV_H
#define WR_FORMAT_CSV_H
#include "weir/connector.h"

typedef struct wr_csv_style {
    char        delimiter, quote, escape;
    bool        has_quote, has_escape, allow_comments;
    bool        scientific, scientific_messages; /* 1E+2; in messages only where the table says so, as in Flink */
    const char *null_literal; /* or NULL */
} wr_csv_style;

weir_status wr_csv_style_read(const weir_table_info *table, wr_csv_style *style, weir_error *err);
/* Does the column stand in the records (neither metadata nor a partition's)? */
bool wr_csv_in_file(const weir_table_info *table, uint32_t column);

/* csv_encode.c */
weir_status wr_csv_encoder_open(const weir_table_info *table, struct weir_arena *arena, weir_encoder **encoder, weir_error *err);
weir_status wr_csv_encode(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, weir_error *err);
weir_status wr_csv_encode_records(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, size_t *ends, weir_error *err);
void        wr_csv_encoder_close(weir_encoder *encoder);
#endif
