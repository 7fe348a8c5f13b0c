/* func/func.h - what the families of SQL functions share: loops, argument checks of infer, nulls.
 *
 * Kernels get columns of exactly the types that infer asked for. Before a kernel runs the evaluator
 * has zeroed out->nulls of every physical row (or set it where null_in_null_out and an argument is
 * NULL), so a kernel only ever marks a NULL with set_null. Thread: any; nothing here has state. */
#ifndef WR_FUNC_FUNC_H
#define WR_FUNC_FUNC_H
#include "base/alloc.h"
#include "base/arena.h"
#include "base/number.h"
#include "base/zone.h"
#include "weir/function.h"

/* One binary for every x86-64: the loader picks the widest vectors of the machine. Not with the
 * sanitizers, whose runtime is not up yet when the choice is made. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__OPTIMIZE__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(WEIR_DEBUG)
#define WR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WR_CLONES
#endif

/* Statements for every row i of rows; the dense loop stands alone so that it vectorises. */
#define WR_EACH(i, rows, ...)                                                                      \
    do {                                                                                           \
        const uint16_t *each_indexes_ = (rows).indexes; /* may be what the body writes behind */     \
        const uint32_t each_count_ = (rows).count;                                                 \
        if (each_indexes_ == NULL) {                                                               \
            for (uint32_t i = 0; i < each_count_; i++) {                                           \
                __VA_ARGS__                                                                        \
            }                                                                                      \
        } else {                                                                                   \
            for (uint32_t each_k_ = 0; each_k_ < each_count_; each_k_++) {                         \
                const uint32_t i = each_indexes_[each_k_];                                         \
                __VA_ARGS__                                                                        \
            }                                                                                      \
        }                                                                                          \
    } while (0)

static inline void set_null(weir_vector *out, uint32_t row) {
    out->nulls[row] = 1;
    out->has_nulls = true;
}
static inline bool column_is_null(const weir_column *column, uint32_t row) {
    return column->nulls != NULL && column->nulls[row] != 0;
}

/* ---- infer ---- */
static inline weir_type type_nullable(weir_type type, bool nullable) {
    type.nullable = nullable;
    type.time_attribute = WEIR_TIME_NONE;
    return type;
}
static inline weir_type type_string(bool nullable) {
    return weir_type_with(WEIR_TYPE_VARCHAR, WEIR_STRING_LENGTH_MAX, 0, nullable);
}
static inline weir_type type_bytes(bool nullable) {
    return weir_type_with(WEIR_TYPE_VARBINARY, WEIR_STRING_LENGTH_MAX, 0, nullable);
}
static inline bool infer_any_nullable(const weir_infer *call) {
    for (uint32_t i = 0; i < call->arg_count; i++)
        if (call->arg_types[i].id != WEIR_TYPE_SYMBOL &&
            (call->arg_types[i].nullable || call->arg_types[i].id == WEIR_TYPE_NULL))
            return true;
    return false;
}
/* "+ cannot take (INT, STRING); it takes <takes>" */
weir_status wr_infer_refuse(const weir_infer *call, const char *takes, weir_error *err);
/* The same with what one of the arguments could be cast to (may be NULL). */
weir_status wr_infer_refuse_cast(const weir_infer *call, const char *takes, const char *cast, weir_error *err);
/* WEIR_INVALID: an argument is an ARRAY, MAP, MULTISET or ROW, which have no order. */
weir_status wr_infer_no_parts(const weir_infer *call, weir_error *err);
/* Parameter kinds, one letter an argument, the last one repeated when `more`:
 *   s string (numbers and others refused)  b bytes (VARBINARY)  i INT  l BIGINT  d DOUBLE
 *   n any number, kept  t any TIMESTAMP, DATE or TIME, kept  p TIMESTAMP kept (strings become TIMESTAMP(3))
 *   o BOOLEAN  a anything, kept  u symbol  x string or number, becomes STRING
 * `?` in front of a letter: this and all later arguments may be absent. Sets param_types; refuses
 * with `takes` in the message. */
weir_status wr_infer_params(weir_infer *call, const char *kinds, bool more, const char *takes,
                            weir_error *err);
/* The literal text of argument `index` when it is a non-NULL string or symbol literal. */
static inline bool literal_text(const weir_value *const *literals, uint32_t index, weir_string *text) {
    if (literals == NULL || literals[index] == NULL || literals[index]->is_null)
        return false;
    *text = literals[index]->u.string;
    return true;
}
/* Value of an integer literal of any integer type. */
static inline bool literal_integer(const weir_infer *call, uint32_t index, int64_t *value) {
    if (call->literals == NULL || call->literals[index] == NULL || call->literals[index]->is_null ||
        !weir_type_is_integer(call->arg_types[index]))
        return false;
    *value = call->literals[index]->u.i64;
    return true;
}

/* ---- strings ---- */
/* Room for `size` bytes of a new string in the vector's arena. */
char *wr_string_room(weir_vector *out, size_t size);
static inline weir_string string_copy(weir_vector *out, const char *data, size_t size) {
    if (size <= WEIR_STRING_INLINE)
        return weir_string_view(data, size);
    char *room = wr_string_room(out, size);
    memcpy(room, data, size);
    return weir_string_view(room, size);
}
static inline const weir_string *strings_of(const weir_column *column) {
    return column->data;
}

/* ---- numbers of any exact type as (unscaled, scale) ---- */
static inline wr_int128 decimal_at(const weir_column *column, uint32_t row) {
    if (weir_type_is_wide_decimal(column->type)) {
        wr_int128 value;
        memcpy(&value, (const char *)column->data + (size_t)row * 16, 16);
        return value;
    }
    return ((const int64_t *)column->data)[row];
}
static inline void decimal_put(weir_vector *out, uint32_t row, wr_int128 value) {
    if (weir_type_is_wide_decimal(out->type))
        memcpy((char *)out->data + (size_t)row * 16, &value, 16);
    else
        ((int64_t *)out->data)[row] = (int64_t)value;
}
static inline bool decimal_fits(wr_int128 value, uint32_t precision) {
    wr_int128 limit = wr_pow10_i128(precision);
    return value < limit && value > -limit;
}
/* Integers of any width as i64; DATE, TIME, intervals, BOOLEAN too. */
static inline int64_t integer_at(const weir_column *column, uint32_t row) {
    switch (weir_type_width(column->type)) {
    case 1: return column->type.id == WEIR_TYPE_BOOLEAN ? ((const uint8_t *)column->data)[row]
                                                        : ((const int8_t *)column->data)[row];
    case 2: return ((const int16_t *)column->data)[row];
    case 4: return ((const int32_t *)column->data)[row];
    default: return ((const int64_t *)column->data)[row];
    }
}
static inline void integer_put(weir_vector *out, uint32_t row, int64_t value) {
    switch (weir_type_width(out->type)) {
    case 1: ((int8_t *)out->data)[row] = (int8_t)value; break;
    case 2: ((int16_t *)out->data)[row] = (int16_t)value; break;
    case 4: ((int32_t *)out->data)[row] = (int32_t)value; break;
    default: ((int64_t *)out->data)[row] = value; break;
    }
}
/* TIMESTAMP of any precision. */
static inline wr_timestamp timestamp_at(const weir_column *column, uint32_t row) {
    if (weir_type_is_wide_time(column->type))
        return ((const wr_timestamp *)column->data)[row];
    wr_timestamp value = {((const int64_t *)column->data)[row], 0, 0};
    return value;
}
static inline void timestamp_put(weir_vector *out, uint32_t row, wr_timestamp value) {
    if (weir_type_is_wide_time(out->type)) {
        value.zero = 0;
        ((wr_timestamp *)out->data)[row] = value;
    } else {
        ((int64_t *)out->data)[row] = value.ms;
    }
}

/* Milliseconds since 1970 by the job's clock. */
static inline int64_t wr_call_now_ms(const weir_call *call) {
    return call->wall_ms ? call->wall_ms(call->clock) : 0;
}

/* The exact numeric type of an integer type: INT is DECIMAL(10, 0). Decimals as they are. */
weir_type wr_type_as_decimal(weir_type type);
/* What two arguments of a comparison are cast to; false: they cannot be compared. */
bool wr_compare_types(weir_type a, weir_type b, weir_type *param_a, weir_type *param_b);
/* Is one of them a text and the other a DATE, TIME or TIMESTAMP? */
bool wr_text_beside_time(weir_type a, weir_type b);
enum { WR_ORDERED_MAX = 3 };
/* <, <=, >, >= and BETWEEN read a text beside another value: beside a number as the type that BIGINT and the number widen to, beside a
 * BOOLEAN or a time as that. The type for all of count values, at most WR_ORDERED_MAX; false: no text stands beside another type. */
bool wr_ordered_type(struct weir_arena *arena, const weir_type *types, uint32_t count, weir_type *out);
/* Order of two decimals (unscaled) of any scales. */
int wr_decimals_compare(wr_int128 a, uint32_t scale_a, wr_int128 b, uint32_t scale_b);
/* Order of the values of two columns of comparable types (as wr_compare_types made them); no NULLs. */
int wr_values_compare(const weir_column *a, uint32_t row_a, const weir_column *b, uint32_t row_b);
/* May a CAST kernel of these types run over unselected rows, whatever their bits are? */
bool wr_cast_total(weir_type from, weir_type to);

/* The same day so many months later, or the month's last day where it has no such day. */
int32_t wr_days_add_months(int64_t days, int64_t months);
/* yyyy-M-d[ H:m:s[.fraction]] as CAST reads it (cast.c). */
bool wr_text_to_timestamp(const char *text, size_t size, wr_timestamp *value);
/* year[-month[-day]][ anything], blanks around are fine (cast.c). */
bool wr_text_to_date(const char *text, size_t size, int32_t *days);
/* FLOOR and CEIL of times TO a unit (temporal.c). */
weir_status wr_infer_round_time(weir_infer *call, weir_error *err);
weir_status wr_prepare_round_time(weir_call *call, weir_error *err);
weir_status wr_round_time(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out,
                          bool up);
#endif
