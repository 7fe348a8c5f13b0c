/* func/aggregate.c - COUNT, SUM, AVG, MIN, MAX and the variances.
 *
 * An accumulator is plain bytes, all zero when empty, and counts its non-NULL arguments, so that a
 * retraction back to zero gives NULL again. Sums of integers wrap like Java's; SUM of FLOAT adds
 * floats, so it loses what Flink loses.
 *
 * infer says nullable as the argument is: the result within groups. Without GROUP BY everything but
 * COUNT is nullable; that is for the caller to add. */
#include "func/collection.h"

#include <math.h>

typedef struct counter { int64_t count; } counter;
typedef struct integer_sum { int64_t sum, count; } integer_sum;
typedef struct double_sum { double sum; int64_t count; } double_sum;
typedef struct float_sum { float sum; uint32_t zero; int64_t count; } float_sum;
typedef struct decimal_sum { uint64_t low, high; int64_t count; } decimal_sum; /* 128 bits, wrapping */
typedef struct extreme { char value[16]; int64_t count; } extreme; /* count: 1 when there is a value */
typedef struct integer_moments { int64_t sum, squares, count; } integer_moments;
typedef struct double_moments { double sum, squares; int64_t count; } double_moments;

static inline void *state_at(const weir_aggregate_call *call, uint8_t *state) {
    return state + call->state_offset;
}
static inline const void *const_state_at(const weir_aggregate_call *call, const uint8_t *state) {
    return state + call->state_offset;
}

/* Statements for each row i that is not NULL, with its accumulator `s`. */
#define EACH_VALUE(state_type, ...)                                                                \
    do {                                                                                           \
        const uint8_t *nulls_ = args[0].nulls;                                                     \
        if (nulls_ == NULL) {                                                                      \
            for (uint32_t k = 0; k < rows.count; k++) {                                            \
                const uint32_t i = rows.indexes ? rows.indexes[k] : k;                             \
                state_type *s = state_at(call, states[k]);                                         \
                __VA_ARGS__                                                                        \
            }                                                                                      \
        } else {                                                                                   \
            for (uint32_t k = 0; k < rows.count; k++) {                                            \
                const uint32_t i = rows.indexes ? rows.indexes[k] : k;                             \
                if (nulls_[i])                                                                     \
                    continue;                                                                      \
                state_type *s = state_at(call, states[k]);                                         \
                __VA_ARGS__                                                                        \
            }                                                                                      \
        }                                                                                          \
    } while (0)

static weir_type bigint(void) {
    return weir_type_of(WEIR_TYPE_BIGINT, false);
}

/* The list of an accumulator's columns, in the call's arena. */
static weir_state_field *new_fields(const weir_aggregate_call *call, const weir_state_field **fields,
                                    uint32_t *count, uint32_t wanted) {
    weir_state_field *made = wr_arena_calloc(call->arena, wanted, sizeof(*made));
    *fields = made;
    *count = wanted;
    return made;
}

static weir_status refuse(const weir_infer *call, const char *takes, weir_error *err) {
    return wr_infer_refuse(call, takes, err);
}

/* ---- COUNT ---- */

static weir_status infer_count(weir_infer *call, weir_error *err) {
    if (call->arg_count > 1 || (call->arg_count == 1 && call->arg_types[0].id == WEIR_TYPE_NULL))
        return refuse(call, "* or one value", err);
    call->result = bigint();
    return WEIR_OK;
}

static uint32_t count_state(const weir_aggregate_call *call, const weir_state_field **fields, uint32_t *count) {
    weir_state_field *field = new_fields(call, fields, count, 1);
    field[0] = (weir_state_field){"count", bigint(), 0};
    return sizeof(counter);
}

static void count_rows(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                       weir_rows rows, int64_t step) {
    bool nulls = false;
    for (uint32_t a = 0; a < call->arg_count; a++)
        nulls |= args[a].nulls != NULL;
    if (!nulls) {
        for (uint32_t k = 0; k < rows.count; k++)
            ((counter *)state_at(call, states[k]))->count += step;
        return;
    }
    for (uint32_t k = 0; k < rows.count; k++) {
        uint32_t i = rows.indexes ? rows.indexes[k] : k;
        bool     null = false;
        for (uint32_t a = 0; a < call->arg_count; a++)
            null |= column_is_null(&args[a], i);
        ((counter *)state_at(call, states[k]))->count += null ? 0 : step;
    }
}

static void count_add(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                      weir_rows rows, struct weir_keeper *keep) {
    (void)keep;
    count_rows(call, states, args, rows, 1);
}

static void count_take(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                       weir_rows rows, struct weir_keeper *keep) {
    (void)keep;
    count_rows(call, states, args, rows, -1);
}

static void count_merge(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from,
                        uint32_t count, struct weir_keeper *keep) {
    (void)keep;
    for (uint32_t k = 0; k < count; k++)
        ((counter *)state_at(call, to[k]))->count += ((const counter *)const_state_at(call, from[k]))->count;
}

static weir_status count_result(const weir_aggregate_call *call, const uint8_t *const *states,
                                uint32_t count, weir_vector *out, uint32_t first, weir_error *err) {
    (void)err;
    int64_t *values = out->data;
    for (uint32_t k = 0; k < count; k++) {
        values[first + k] = ((const counter *)const_state_at(call, states[k]))->count;
        out->nulls[first + k] = 0;
    }
    return WEIR_OK;
}

/* ---- SUM and AVG ---- */

typedef enum sum_kind { SUM_INTEGER, SUM_FLOAT, SUM_DOUBLE, SUM_DECIMAL } sum_kind;

static weir_status avg_result(const weir_aggregate_call *call, const uint8_t *const *states,
                              uint32_t count, weir_vector *out, uint32_t first, weir_error *err);

static sum_kind sum_kind_of(weir_type type) {
    if (type.id == WEIR_TYPE_FLOAT)
        return SUM_FLOAT;
    if (type.id == WEIR_TYPE_DOUBLE)
        return SUM_DOUBLE;
    return type.id == WEIR_TYPE_DECIMAL ? SUM_DECIMAL : SUM_INTEGER;
}

/* How SUM and AVG keep their sum: AVG adds floats as doubles. */
static sum_kind state_kind_of(const weir_aggregate_call *call) {
    sum_kind kind = sum_kind_of(call->arg_types[0]);
    return kind == SUM_FLOAT && call->aggregate->result == avg_result ? SUM_DOUBLE : kind;
}

static bool infer_number(weir_infer *call, weir_type *type) {
    if (call->arg_count != 1)
        return false;
    *type = call->arg_types[0];
    return weir_type_is_numeric(*type);
}

static weir_status infer_sum(weir_infer *call, weir_error *err) {
    weir_type type;
    if (!infer_number(call, &type))
        return refuse(call, "one number", err);
    call->result = type_nullable(type, type.nullable);
    if (type.id == WEIR_TYPE_DECIMAL)
        call->result.length = WR_DECIMAL_PRECISION_MAX;
    return WEIR_OK;
}

static weir_status infer_avg(weir_infer *call, weir_error *err) {
    WEIR_TRY(infer_sum(call, err));
    if (call->result.id == WEIR_TYPE_DECIMAL && call->result.scale < 6)
        call->result.scale = 6;
    return WEIR_OK;
}

static uint32_t sum_state(const weir_aggregate_call *call, const weir_state_field **fields, uint32_t *count) {
    weir_state_field *field = new_fields(call, fields, count, 2);
    weir_type         type = call->arg_types[0];
    uint32_t          offset = 8;
    switch (state_kind_of(call)) {
    case SUM_INTEGER: type = bigint(); break;
    case SUM_FLOAT: type.nullable = false; break;
    case SUM_DOUBLE: type = weir_type_of(WEIR_TYPE_DOUBLE, false); break;
    case SUM_DECIMAL:
        type = weir_type_with(WEIR_TYPE_DECIMAL, WR_DECIMAL_PRECISION_MAX, type.scale, false);
        offset = 16;
        break;
    }
    field[0] = (weir_state_field){"sum", type, 0};
    field[1] = (weir_state_field){"count", bigint(), offset};
    return offset + 8;
}

#define SUM_ROWS(name, value_type)                                                                 \
    static void name(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, \
                     weir_rows rows, int64_t sign) {                                               \
        const value_type *values = args[0].data;                                                   \
        EACH_VALUE(integer_sum, s->sum = (int64_t)((uint64_t)s->sum + (uint64_t)(sign * (int64_t)values[i])); \
                   s->count += sign;);                                                             \
    }
SUM_ROWS(sum_i8, int8_t)
SUM_ROWS(sum_i16, int16_t)
SUM_ROWS(sum_i32, int32_t)

static void sum_i64(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                    weir_rows rows, int64_t sign) {
    const int64_t *values = args[0].data;
    const uint64_t factor = (uint64_t)sign;
    EACH_VALUE(integer_sum, s->sum = (int64_t)((uint64_t)s->sum + factor * (uint64_t)values[i]);
               s->count += sign;);
}

static inline wr_uint128 decimal_sum_get(const decimal_sum *state) {
    return (wr_uint128)state->high << 64 | state->low;
}
static inline void decimal_sum_put(decimal_sum *state, wr_uint128 value) {
    state->low = (uint64_t)value;
    state->high = (uint64_t)(value >> 64);
}

static void sum_decimal(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                        weir_rows rows, int64_t sign) {
    const wr_uint128 flip = sign < 0 ? ~(wr_uint128)0 : 0; /* -x is ~x + 1 */
    if (!weir_type_is_wide_decimal(args[0].type)) {
        const int64_t *values = args[0].data;
        EACH_VALUE(decimal_sum, wr_int128 value = values[i];
                   decimal_sum_put(s, decimal_sum_get(s) + ((wr_uint128)value ^ flip) + (flip & 1));
                   s->count += sign;);
        return;
    }
    EACH_VALUE(decimal_sum, wr_int128 value = decimal_at(&args[0], i);
               decimal_sum_put(s, decimal_sum_get(s) + ((wr_uint128)value ^ flip) + (flip & 1));
               s->count += sign;);
}

/* Flink's SUM begins with its first value, not with 0: so -0.0 alone stays -0.0. `count` values are in `sum`. */
static inline double double_sum_with(double sum, int64_t count, double value) {
    return value == 0 && sum == 0 && count == 0 ? value : sum + value;
}
static inline float float_sum_with(float sum, int64_t count, float value) {
    return value == 0 && sum == 0 && count == 0 ? value : sum + value;
}

static void sum_rows(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                     weir_rows rows, int64_t sign) {
    const weir_type type = call->arg_types[0];
    const double    factor = (double)sign;
    switch (state_kind_of(call)) {
    case SUM_FLOAT: {
        const float *values = args[0].data;
        EACH_VALUE(float_sum, s->sum = float_sum_with(s->sum, s->count, (float)factor * values[i]); s->count += sign;);
        return;
    }
    case SUM_DOUBLE: {
        const double *values = args[0].data;
        const float  *singles = args[0].data;
        if (type.id == WEIR_TYPE_FLOAT)
            EACH_VALUE(double_sum, s->sum = double_sum_with(s->sum, s->count, factor * (double)singles[i]); s->count += sign;);
        else
            EACH_VALUE(double_sum, s->sum = double_sum_with(s->sum, s->count, factor * values[i]); s->count += sign;);
        return;
    }
    case SUM_DECIMAL:
        sum_decimal(call, states, args, rows, sign);
        return;
    case SUM_INTEGER:
        break;
    }
    switch (weir_type_width(type)) {
    case 1: sum_i8(call, states, args, rows, sign); break;
    case 2: sum_i16(call, states, args, rows, sign); break;
    case 4: sum_i32(call, states, args, rows, sign); break;
    default: sum_i64(call, states, args, rows, sign); break;
    }
}

static void sum_add(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                    weir_rows rows, struct weir_keeper *keep) {
    (void)keep;
    sum_rows(call, states, args, rows, 1);
}

static void sum_take(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                     weir_rows rows, struct weir_keeper *keep) {
    (void)keep;
    sum_rows(call, states, args, rows, -1);
}

static void sum_merge(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from,
                      uint32_t count, struct weir_keeper *keep) {
    (void)keep;
    for (uint32_t k = 0; k < count; k++) {
        void       *target = state_at(call, to[k]);
        const void *source = const_state_at(call, from[k]);
        switch (state_kind_of(call)) {
        case SUM_INTEGER: {
            integer_sum       *sum = target;
            const integer_sum *more = source;
            sum->sum = (int64_t)((uint64_t)sum->sum + (uint64_t)more->sum);
            sum->count += more->count;
            break;
        }
        case SUM_FLOAT: {
            float_sum       *sum = target;
            const float_sum *more = source;
            if (more->count != 0 || more->sum != 0) /* nothing is no 0.0 */
                sum->sum = float_sum_with(sum->sum, sum->count, more->sum);
            sum->count += more->count;
            break;
        }
        case SUM_DOUBLE: {
            double_sum       *sum = target;
            const double_sum *more = source;
            if (more->count != 0 || more->sum != 0)
                sum->sum = double_sum_with(sum->sum, sum->count, more->sum);
            sum->count += more->count;
            break;
        }
        case SUM_DECIMAL: {
            decimal_sum       *sum = target;
            const decimal_sum *more = source;
            decimal_sum_put(sum, decimal_sum_get(sum) + decimal_sum_get(more));
            sum->count += more->count;
            break;
        }
        }
    }
}

/* Nothing counted: NULL. True when the caller is to write a value. */
static bool begin_result(weir_vector *out, uint32_t row, int64_t count) {
    out->nulls[row] = count == 0;
    if (count == 0)
        out->has_nulls = true;
    return count != 0;
}

static void put_decimal_or_null(weir_vector *out, uint32_t row, bool fits, wr_int128 value) {
    if (fits && decimal_fits(value, out->type.length))
        decimal_put(out, row, value);
    else
        set_null(out, row);
}

static weir_status sum_result(const weir_aggregate_call *call, const uint8_t *const *states,
                              uint32_t count, weir_vector *out, uint32_t first, weir_error *err) {
    (void)err;
    for (uint32_t k = 0; k < count; k++) {
        const void *state = const_state_at(call, states[k]);
        uint32_t    row = first + k;
        switch (state_kind_of(call)) {
        case SUM_INTEGER:
            if (begin_result(out, row, ((const integer_sum *)state)->count))
                integer_put(out, row, ((const integer_sum *)state)->sum);
            break;
        case SUM_FLOAT:
            if (begin_result(out, row, ((const float_sum *)state)->count))
                ((float *)out->data)[row] = ((const float_sum *)state)->sum;
            break;
        case SUM_DOUBLE:
            if (begin_result(out, row, ((const double_sum *)state)->count))
                ((double *)out->data)[row] = ((const double_sum *)state)->sum;
            break;
        case SUM_DECIMAL:
            if (begin_result(out, row, ((const decimal_sum *)state)->count))
                put_decimal_or_null(out, row, true, (wr_int128)decimal_sum_get(state));
            break;
        }
    }
    return WEIR_OK;
}

static int64_t divided(int64_t value, int64_t divisor) {
    return divisor == -1 ? (int64_t)(0 - (uint64_t)value) : value / divisor;
}

static weir_status avg_result(const weir_aggregate_call *call, const uint8_t *const *states,
                              uint32_t count, weir_vector *out, uint32_t first, weir_error *err) {
    (void)err;
    const weir_type type = call->arg_types[0];
    for (uint32_t k = 0; k < count; k++) {
        const void *state = const_state_at(call, states[k]);
        uint32_t    row = first + k;
        switch (state_kind_of(call)) {
        case SUM_INTEGER: {
            const integer_sum *sum = state;
            if (begin_result(out, row, sum->count))
                integer_put(out, row, divided(sum->sum, sum->count));
            break;
        }
        case SUM_FLOAT: /* never: see state_kind_of */
        case SUM_DOUBLE: {
            const double_sum *sum = state;
            if (!begin_result(out, row, sum->count))
                break;
            double mean = (sum->sum + 0.0) / (double)sum->count; /* AVG begins with 0: no -0.0 */
            if (type.id == WEIR_TYPE_FLOAT)
                ((float *)out->data)[row] = (float)mean;
            else
                ((double *)out->data)[row] = mean;
            break;
        }
        case SUM_DECIMAL: {
            const decimal_sum *sum = state;
            wr_int128          value = 0;
            if (begin_result(out, row, sum->count)) {
                bool fits = wr_decimal_divide((wr_int128)decimal_sum_get(sum), sum->count,
                                              (uint32_t)(out->type.scale - type.scale), &value);
                put_decimal_or_null(out, row, fits, value);
            }
            break;
        }
        }
    }
    return WEIR_OK;
}

/* ---- one value: MIN and MAX ---- */

static weir_status infer_extreme(weir_infer *call, weir_error *err) {
    weir_type type = call->arg_count == 1 ? call->arg_types[0] : weir_type_of(WEIR_TYPE_NULL, true);
    if (type.id != WEIR_TYPE_BOOLEAN && (!wr_type_has_order(type) || weir_type_is_binary(type)))
        return refuse(call, "one number, text, BOOLEAN, date or time", err);
    call->param_types[0] = type_nullable(type, type.nullable);
    call->result = call->param_types[0];
    return WEIR_OK;
}

static uint32_t value_state(const weir_aggregate_call *call, const weir_state_field **fields, uint32_t *count) {
    weir_state_field *field = new_fields(call, fields, count, 2);
    field[0] = (weir_state_field){"value", type_nullable(call->arg_types[0], false), 0};
    field[1] = (weir_state_field){"count", bigint(), 16};
    return sizeof(extreme);
}

static void keep_value(const weir_aggregate_call *call, extreme *state, const void *value,
                       struct weir_keeper *keep) {
    weir_type type = call->arg_types[0];
    if (weir_type_is_bytes(type)) {
        weir_string fresh, old;
        memcpy(&fresh, value, sizeof(fresh));
        memcpy(&old, state->value, sizeof(old));
        if (keep)
            fresh = keep->keep(keep, fresh, old);
        memcpy(state->value, &fresh, sizeof(fresh));
    } else {
        memcpy(state->value, value, weir_type_width(type));
    }
    state->count = 1;
}

/* Bounds by type: plain compares in the accumulator. */
#define EXTREME_ROWS(name, type)                                                                   \
    static void name(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args, \
                     weir_rows rows, bool largest) {                                               \
        const type *values = args[0].data;                                                         \
        EACH_VALUE(extreme, type have; memcpy(&have, s->value, sizeof(have)); const type value = values[i]; \
                   if (s->count == 0 || (largest ? value > have : value < have)) {                 \
                       memcpy(s->value, &value, sizeof(value));                                    \
                       s->count = 1;                                                               \
                   });                                                                             \
    }
EXTREME_ROWS(extreme_u8, uint8_t)
EXTREME_ROWS(extreme_i8, int8_t)
EXTREME_ROWS(extreme_i16, int16_t)
EXTREME_ROWS(extreme_i32, int32_t)
EXTREME_ROWS(extreme_i64, int64_t)
EXTREME_ROWS(extreme_f32, float)
EXTREME_ROWS(extreme_f64, double)

static int compare_values(weir_type type, const void *a, const void *b) {
    const weir_column left = {type, a, NULL}, right = {type, b, NULL};
    return wr_values_compare(&left, 0, &right, 0);
}

static void extreme_rows(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                         weir_rows rows, bool largest, struct weir_keeper *keep) {
    const weir_type type = call->arg_types[0];
    const size_t    width = weir_type_width(type);
    if (type.id == WEIR_TYPE_FLOAT)
        extreme_f32(call, states, args, rows, largest);
    else if (type.id == WEIR_TYPE_DOUBLE)
        extreme_f64(call, states, args, rows, largest);
    else if (type.id == WEIR_TYPE_BOOLEAN)
        extreme_u8(call, states, args, rows, largest);
    else if (width == 1)
        extreme_i8(call, states, args, rows, largest);
    else if (width == 2)
        extreme_i16(call, states, args, rows, largest);
    else if (width == 4)
        extreme_i32(call, states, args, rows, largest);
    else if (width == 8)
        extreme_i64(call, states, args, rows, largest);
    else
        EACH_VALUE(extreme, const char *value = (const char *)args[0].data + i * width; char aligned[16] __attribute__((aligned(16)));
                   memcpy(aligned, s->value, sizeof(aligned));
                   int order = s->count == 0 ? 0 : compare_values(type, value, aligned);
                   if (s->count == 0 || (largest ? order > 0 : order < 0)) keep_value(call, s, value, keep););
}

static void min_add(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                    weir_rows rows, struct weir_keeper *keep) {
    extreme_rows(call, states, args, rows, false, keep);
}

static void max_add(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                    weir_rows rows, struct weir_keeper *keep) {
    extreme_rows(call, states, args, rows, true, keep);
}

static void merge_values(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from,
                         uint32_t count, struct weir_keeper *keep, bool largest) {
    for (uint32_t k = 0; k < count; k++) {
        extreme       *target = state_at(call, to[k]);
        const extreme *source = const_state_at(call, from[k]);
        if (source->count == 0)
            continue;
        int order = 0;
        if (target->count != 0) {
            char a[16] __attribute__((aligned(16))), b[16] __attribute__((aligned(16)));
            memcpy(a, source->value, 16);
            memcpy(b, target->value, 16);
            order = compare_values(call->arg_types[0], a, b);
        }
        if (target->count == 0 || (largest ? order > 0 : order < 0))
            keep_value(call, target, source->value, keep);
    }
}

#define MERGE_FUNCTION(name, largest)                                                                 \
    static void name(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from, \
                     uint32_t count, struct weir_keeper *keep) {                                   \
        merge_values(call, to, from, count, keep, largest);                                            \
    }
MERGE_FUNCTION(min_merge, false)
MERGE_FUNCTION(max_merge, true)

static weir_status value_result(const weir_aggregate_call *call, const uint8_t *const *states,
                                uint32_t count, weir_vector *out, uint32_t first, weir_error *err) {
    (void)err;
    const size_t width = weir_type_width(call->arg_types[0]);
    for (uint32_t k = 0; k < count; k++) {
        const extreme *state = const_state_at(call, states[k]);
        if (begin_result(out, first + k, state->count))
            memcpy((char *)out->data + (first + k) * width, state->value, width);
    }
    return WEIR_OK;
}

/* ---- variances ---- */

static weir_status infer_variance(weir_infer *call, weir_error *err) {
    return infer_avg(call, err);
}

static uint32_t variance_state(const weir_aggregate_call *call, const weir_state_field **fields, uint32_t *count) {
    weir_state_field *field = new_fields(call, fields, count, 3);
    weir_type type = sum_kind_of(call->arg_types[0]) == SUM_INTEGER ? bigint() : weir_type_of(WEIR_TYPE_DOUBLE, false);
    field[0] = (weir_state_field){"sum", type, 0};
    field[1] = (weir_state_field){"squares", type, 8};
    field[2] = (weir_state_field){"count", bigint(), 16};
    return 24;
}

static void variance_rows(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                          weir_rows rows, int64_t sign) {
    const double factor = (double)sign;
    switch (sum_kind_of(call->arg_types[0])) {
    case SUM_INTEGER:
        EACH_VALUE(integer_moments, uint64_t value = (uint64_t)integer_at(&args[0], i);
                   s->sum = (int64_t)((uint64_t)s->sum + (uint64_t)sign * value);
                   s->squares = (int64_t)((uint64_t)s->squares + (uint64_t)sign * (value * value));
                   s->count += sign;);
        break;
    case SUM_FLOAT: /* kept in doubles, each step rounded to a float */
        EACH_VALUE(double_moments, float value = ((const float *)args[0].data)[i];
                   s->sum = (double)((float)s->sum + (float)factor * value);
                   s->squares = (double)((float)s->squares + (float)factor * (value * value));
                   s->count += sign;);
        break;
    case SUM_DOUBLE:
        EACH_VALUE(double_moments, double value = ((const double *)args[0].data)[i];
                   s->sum += factor * value; s->squares += factor * (value * value); s->count += sign;);
        break;
    case SUM_DECIMAL:
        EACH_VALUE(double_moments, double value = wr_decimal_to_f64(decimal_at(&args[0], i), args[0].type.scale);
                   s->sum += factor * value; s->squares += factor * (value * value); s->count += sign;);
        break;
    }
}

static void variance_add(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                         weir_rows rows, struct weir_keeper *keep) {
    (void)keep;
    variance_rows(call, states, args, rows, 1);
}

static void variance_take(const weir_aggregate_call *call, uint8_t *const *states, const weir_column *args,
                          weir_rows rows, struct weir_keeper *keep) {
    (void)keep;
    variance_rows(call, states, args, rows, -1);
}

static void variance_merge(const weir_aggregate_call *call, uint8_t *const *to, const uint8_t *const *from,
                           uint32_t count, struct weir_keeper *keep) {
    (void)keep;
    for (uint32_t k = 0; k < count; k++) {
        if (sum_kind_of(call->arg_types[0]) == SUM_INTEGER) {
            integer_moments       *target = state_at(call, to[k]);
            const integer_moments *source = const_state_at(call, from[k]);
            target->sum = (int64_t)((uint64_t)target->sum + (uint64_t)source->sum);
            target->squares = (int64_t)((uint64_t)target->squares + (uint64_t)source->squares);
            target->count += source->count;
        } else {
            double_moments       *target = state_at(call, to[k]);
            const double_moments *source = const_state_at(call, from[k]);
            target->sum += source->sum;
            target->squares += source->squares;
            target->count += source->count;
        }
    }
}

/* The variances of the two smallest integer types are computed in these types, and wrap, as in Flink. Those of INT are
 * computed as BIGINT: Flink's squares wrap from 46,341 on, and what comes out means nothing. */
static int64_t wrapped(weir_type type, int64_t value) {
    return type.id == WEIR_TYPE_TINYINT ? (int8_t)value : type.id == WEIR_TYPE_SMALLINT ? (int16_t)value : value;
}

/* (squares - sum * sum / n) / (n or n - 1), in the arithmetic of the argument's type; its root for
 * the standard deviations. */
static void put_variance(const weir_aggregate_call *call, const void *state, weir_vector *out, uint32_t row,
                         bool sample, bool root) {
    const weir_type type = call->arg_types[0];
    int64_t         count = ((const integer_moments *)state)->count, divisor = count - sample;
    if (!begin_result(out, row, count == 0 || divisor <= 0 ? 0 : count))
        return;
    if (sum_kind_of(type) == SUM_INTEGER) {
        const integer_moments *moments = state;
        int64_t sum = wrapped(type, moments->sum);
        int64_t square = wrapped(type, (int64_t)((uint64_t)sum * (uint64_t)sum));
        int64_t rest = wrapped(type, (int64_t)((uint64_t)wrapped(type, moments->squares) - (uint64_t)divided(square, count)));
        int64_t value = divided(rest, divisor);
        double  deviation = sqrt((double)value);
        integer_put(out, row, !root ? value : deviation == deviation ? (int64_t)deviation : 0);
        return;
    }
    const double_moments *moments = state;
    double                value;
    if (type.id == WEIR_TYPE_FLOAT) {
        float sum = (float)moments->sum, squares = (float)moments->squares;
        value = (double)((squares - sum * sum / (float)count) / (float)divisor);
    } else {
        value = (moments->squares - moments->sum * moments->sum / (double)count) / (double)divisor;
    }
    if (root)
        value = sqrt(value);
    if (type.id == WEIR_TYPE_DECIMAL) {
        wr_int128 decimal = 0;
        bool      fits = wr_decimal_from_f64(value, out->type.length, out->type.scale, &decimal);
        put_decimal_or_null(out, row, fits, decimal);
    } else if (type.id == WEIR_TYPE_FLOAT) {
        ((float *)out->data)[row] = (float)value;
    } else {
        ((double *)out->data)[row] = value;
    }
}

#define VARIANCE_RESULT(name, sample, root)                                                        \
    static weir_status name(const weir_aggregate_call *call, const uint8_t *const *states,         \
                            uint32_t count, weir_vector *out, uint32_t first, weir_error *err) {   \
        (void)err;                                                                                 \
        for (uint32_t k = 0; k < count; k++)                                                       \
            put_variance(call, const_state_at(call, states[k]), out, first + k, sample, root);     \
        return WEIR_OK;                                                                            \
    }
VARIANCE_RESULT(var_pop_result, false, false)
VARIANCE_RESULT(var_samp_result, true, false)
VARIANCE_RESULT(stddev_pop_result, false, true)
VARIANCE_RESULT(stddev_samp_result, true, true)

const weir_aggregate weir_aggregate_count = {
    .abi = sizeof(weir_aggregate), .name = "COUNT", .can_retract = true, .never_null = true, .infer = infer_count,
    .state = count_state, .accumulate = count_add, .retract = count_take, .merge = count_merge,
    .result = count_result,
};
const weir_aggregate weir_aggregate_sum = {
    .abi = sizeof(weir_aggregate), .name = "SUM", .can_retract = true, .infer = infer_sum,
    .state = sum_state, .accumulate = sum_add, .retract = sum_take, .merge = sum_merge,
    .result = sum_result,
};
const weir_aggregate weir_aggregate_avg = {
    .abi = sizeof(weir_aggregate), .name = "AVG", .can_retract = true, .infer = infer_avg,
    .state = sum_state, .accumulate = sum_add, .retract = sum_take, .merge = sum_merge,
    .result = avg_result,
};
const weir_aggregate weir_aggregate_min = {
    .abi = sizeof(weir_aggregate), .name = "MIN", .infer = infer_extreme,
    .state = value_state, .accumulate = min_add, .merge = min_merge, .result = value_result,
};
const weir_aggregate weir_aggregate_max = {
    .abi = sizeof(weir_aggregate), .name = "MAX", .infer = infer_extreme,
    .state = value_state, .accumulate = max_add, .merge = max_merge, .result = value_result,
};
#define VARIANCE_AGGREGATE(symbol, text, result_function)                                          \
    const weir_aggregate symbol = {.abi = sizeof(weir_aggregate), .name = text, .can_retract = true, \
                                   .infer = infer_variance, .state = variance_state,               \
                                   .accumulate = variance_add, .retract = variance_take,           \
                                   .merge = variance_merge, .result = result_function}
VARIANCE_AGGREGATE(weir_aggregate_stddev, "STDDEV", stddev_samp_result);
VARIANCE_AGGREGATE(weir_aggregate_stddev_pop, "STDDEV_POP", stddev_pop_result);
VARIANCE_AGGREGATE(weir_aggregate_stddev_samp, "STDDEV_SAMP", stddev_samp_result);
VARIANCE_AGGREGATE(weir_aggregate_var_pop, "VAR_POP", var_pop_result);
VARIANCE_AGGREGATE(weir_aggregate_var_samp, "VAR_SAMP", var_samp_result);
VARIANCE_AGGREGATE(weir_aggregate_variance, "VARIANCE", var_samp_result);
