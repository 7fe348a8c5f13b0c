/* batch/variant.h - values that say their types themselves: VARIANT. How one is laid out, made and read.
 *
 * A value is a weir_string, so that everything that moves, keeps and sends strings moves it. One byte says what follows;
 * numbers are in the order of the machine and not aligned:
 *   NULL, FALSE, TRUE  nothing          INTEGER  i64            DOUBLE  f64
 *   DECIMAL  u8 scale, i128 unscaled    STRING   u32 size, bytes
 *   ARRAY    u32 count, the values      OBJECT   u32 count, for each u32 size and bytes of its key, and its value
 * Members of an object stand as they were written, each key once. Equal values have equal bytes; as in Flink, objects whose
 * members come in another order are different values, and so are 1 and 1.0. A NULL of SQL is not a VARIANT that is null.
 * Functions here are pure and thread-safe. */
#ifndef WR_BATCH_VARIANT_H
#define WR_BATCH_VARIANT_H
#include "base/buffer.h"
#include "base/number.h"
#include "weir/type.h"

#define WR_VARIANT_DEPTH_MAX 1000u /* of arrays and objects inside of each other */

/* ---- making ---- each appends one value, or its head; the values of an array, and keys and values of an object follow it. */
void wr_variant_put_null(wr_buffer *out);
void wr_variant_put_boolean(wr_buffer *out, bool value);
void wr_variant_put_integer(wr_buffer *out, int64_t value);
void wr_variant_put_decimal(wr_buffer *out, wr_int128 unscaled, uint32_t scale); /* scale: at most 38 */
void wr_variant_put_double(wr_buffer *out, double value);
void wr_variant_put_string(wr_buffer *out, const char *text, size_t size);
void wr_variant_put_array(wr_buffer *out, uint32_t count);
void wr_variant_put_object(wr_buffer *out, uint32_t count);
void wr_variant_put_key(wr_buffer *out, const char *text, size_t size);

/* ---- reading ---- */
/* Appends it as JSON: members sorted by key, decimals without zeros at their end, doubles as Java prints them. */
void wr_variant_text(wr_buffer *out, const weir_string *value);
/* Are these bytes one value? For bytes that come from outside. */
bool wr_variant_valid(const weir_string *value);
#endif
