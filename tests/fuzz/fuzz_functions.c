/* fuzz_functions.c - every scalar function with arguments that a binder lets through.
 *
 * The input is a program for a stack: a byte below 128 pushes a literal of a type that it chooses, with a length byte
 * and so many bytes of text; a byte from 128 on calls the function that the byte behind it chooses with 0 to 7 values
 * from the stack, or casts the value on top. In the end the top is evaluated twice: both must be the same, unless the
 * function may differ, and shown as text. */
#include <string.h>

#include "base/number.h"
#include "func/cast.h"
#include "func/eval.h"
#include "plan/expr.h"
#include "weir/registry.h"
#include "world.h"

extern const weir_function weir_function_op_cast, weir_function_op_try_cast;

enum { STACK_MAX = 8, CALLS_MAX = 12 };

typedef struct machine {
    wr_arena            *arena;
    const weir_registry *registry;
    const wr_env        *env;
    const uint8_t       *data;
    size_t               size, at;
    wr_expr             *stack[STACK_MAX];
    uint32_t             depth, calls;
} machine;

static const char *const symbols[] = {"YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "MILLISECOND", "MICROSECOND", "EPOCH",
                                      "DOW", "DOY", "DECADE", "CENTURY", "MILLENNIUM", "ISODOW", "ISOYEAR", "BOTH", "LEADING", "TRAILING",
                                      "UTF8", "TRUE", "SQL_TSI_DAY"};

static weir_type type_number(uint8_t number) {
    switch (number % 24) {
    case 0: case 1: case 2: case 3: return weir_type_with(WEIR_TYPE_VARCHAR, WEIR_STRING_LENGTH_MAX, 0, false);
    case 4: return weir_type_with(WEIR_TYPE_CHAR, 5, 0, false);
    case 5: return weir_type_with(WEIR_TYPE_VARBINARY, WEIR_STRING_LENGTH_MAX, 0, false);
    case 6: return weir_type_of(WEIR_TYPE_BOOLEAN, false);
    case 7: return weir_type_of(WEIR_TYPE_TINYINT, false);
    case 8: return weir_type_of(WEIR_TYPE_SMALLINT, false);
    case 9: case 10: return weir_type_of(WEIR_TYPE_INT, false);
    case 11: return weir_type_of(WEIR_TYPE_BIGINT, false);
    case 12: return weir_type_of(WEIR_TYPE_FLOAT, false);
    case 13: return weir_type_of(WEIR_TYPE_DOUBLE, false);
    case 14: return weir_type_with(WEIR_TYPE_DECIMAL, 10, 2, false);
    case 15: return weir_type_with(WEIR_TYPE_DECIMAL, 38, 18, false);
    case 16: return weir_type_of(WEIR_TYPE_DATE, false);
    case 17: return weir_type_with(WEIR_TYPE_TIME, 0, 0, false);
    case 18: return weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, false);
    case 19: return weir_type_with(WEIR_TYPE_TIMESTAMP, 9, 0, false);
    case 20: return weir_type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0, false);
    case 21: return weir_type_of(WEIR_TYPE_INTERVAL_MONTH, false);
    case 22: return weir_type_of(WEIR_TYPE_INTERVAL_DAY, false);
    case 23: return weir_type_of(WEIR_TYPE_SYMBOL, false);
    }
    return weir_type_of(WEIR_TYPE_NULL, true);
}

static void push(machine *run, wr_expr *expr) {
    if (run->depth < STACK_MAX)
        run->stack[run->depth++] = expr;
}

static wr_expr *cast(machine *run, wr_expr *expr, weir_type type, bool try_cast) {
    weir_error err;
    if (weir_type_same(expr->type, type))
        return expr;
    if (wr_cast_check(expr->type, type, &err) != WEIR_OK)
        return NULL;
    wr_expr **args = wr_arena_calloc(run->arena, 1, sizeof *args);
    args[0] = expr;
    type.nullable = expr->type.nullable || try_cast;
    return wr_expr_call(run->arena, try_cast ? &weir_function_op_try_cast : &weir_function_op_cast, type, args, 1);
}

/* A literal stays one: what is constant is folded, as the binder does. */
static wr_expr *fold(machine *run, wr_expr *expr) {
    weir_value value;
    weir_error err;
    if (expr == NULL || wr_expr_evaluate(expr, "Europe/Berlin", run->env, run->arena, &value, &err) != WEIR_OK)
        return NULL;
    return wr_expr_literal(run->arena, expr->type, value);
}

static wr_expr *literal(machine *run, uint8_t number, const char *bytes, size_t size) {
    weir_type  type = type_number(number);
    weir_value value = {0};
    if (size == 0 && number % 3 == 0) {
        type.nullable = true;
        return wr_expr_literal(run->arena, type.id == WEIR_TYPE_SYMBOL ? weir_type_of(WEIR_TYPE_NULL, true) : type, (weir_value){.is_null = true});
    }
    if (type.id == WEIR_TYPE_SYMBOL) {
        const char *symbol = symbols[(size ? (uint8_t)bytes[0] : 0) % WR_COUNT_OF(symbols)];
        return wr_expr_literal(run->arena, type, (weir_value){.u.string = weir_string_view(symbol, strlen(symbol))});
    }
    if (type.id == WEIR_TYPE_INTERVAL_MONTH || type.id == WEIR_TYPE_INTERVAL_DAY) {
        (void)wr_parse_i64(bytes, size, &value.u.i64);
        if (type.id == WEIR_TYPE_INTERVAL_MONTH)
            value.u.i64 = (int32_t)((uint64_t)value.u.i64 & UINT32_MAX);
        return wr_expr_literal(run->arena, type, value);
    }
    char *copy = wr_arena_strndup(run->arena, bytes, size);
    bool  binary = type.id == WEIR_TYPE_VARBINARY;
    for (size_t i = 0; !binary && !wr_utf8_valid(copy, size) && i < size; i++)
        copy[i] = (char)(copy[i] & 0x7f);
    value.u.string = weir_string_view(copy, size);
    if (binary)
        return wr_expr_literal(run->arena, type, value);
    wr_expr *text = wr_expr_literal(run->arena, type_number(0), value);
    return weir_type_same(type, text->type) ? text : fold(run, cast(run, text, type, false));
}

static wr_expr *call(machine *run, const weir_function *function, wr_expr **args, uint32_t count) {
    weir_type         types[WEIR_ARGS_MAX], params[WEIR_ARGS_MAX];
    const weir_value *literals[WEIR_ARGS_MAX];
    weir_error        err;
    for (uint32_t i = 0; i < count; i++) {
        types[i] = params[i] = args[i]->type;
        literals[i] = args[i]->kind == WR_EXPR_LITERAL ? &args[i]->literal : NULL;
    }
    weir_infer infer = {.name = function->name, .arg_count = count, .arg_types = types, .literals = literals,
                        .local_time_zone = "Europe/Berlin", .arena = run->arena, .param_types = params};
    if (function->infer(&infer, &err) != WEIR_OK)
        return NULL;
    wr_expr **own = wr_arena_calloc(run->arena, count + 1, sizeof *own);
    for (uint32_t i = 0; i < count; i++) {
        if (args[i]->kind == WR_EXPR_LITERAL && args[i]->literal.is_null) {
            params[i].nullable = true;
            own[i] = wr_expr_literal(run->arena, params[i], (weir_value){.is_null = true});
            continue;
        }
        own[i] = cast(run, args[i], params[i], false);
        if (own[i] && own[i] != args[i] && args[i]->kind == WR_EXPR_LITERAL)
            own[i] = fold(run, own[i]);
        if (own[i] == NULL)
            return NULL;
    }
    return wr_expr_call(run->arena, function, infer.result, own, count);
}

static bool step(machine *run) {
    uint8_t code = run->data[run->at++];
    uint8_t next = run->at < run->size ? run->data[run->at++] : 0;
    if (code < 128) {
        size_t   size = WR_MIN((size_t)next, run->size - run->at);
        wr_expr *made = literal(run, code, (const char *)run->data + run->at, size);
        run->at += size;
        if (made == NULL)
            return false;
        push(run, made);
        return true;
    }
    if (run->calls++ == CALLS_MAX)
        return false;
    wr_expr *made = NULL;
    if (code >= 240 && run->depth > 0) {
        weir_type type = type_number(next);
        if (type.id == WEIR_TYPE_SYMBOL || run->stack[run->depth - 1]->type.id == WEIR_TYPE_SYMBOL)
            return false;
        made = cast(run, run->stack[--run->depth], type, code & 1);
    } else {
        uint32_t count = WR_MIN((uint32_t)(code & 7), run->depth);
        run->depth -= count;
        made = call(run, run->registry->functions[next % run->registry->function_count], run->stack + run->depth, count);
    }
    if (made == NULL)
        return false;
    push(run, made);
    return true;
}

static void show(machine *run, wr_expr *expr) {
    weir_value first, second;
    weir_error err;
    if (expr->type.id != WEIR_TYPE_NULL && expr->type.id != WEIR_TYPE_SYMBOL && !weir_type_is_binary(expr->type)) {
        wr_expr *text = cast(run, expr, type_number(0), false);
        expr = text ? text : expr;
    }
    (void)wr_expr_text(run->arena, expr);
    if (expr->type.id == WEIR_TYPE_SYMBOL || wr_expr_evaluate(expr, "Europe/Berlin", run->env, run->arena, &first, &err) != WEIR_OK)
        return;
    WR_ASSERT(wr_expr_evaluate(expr, "Europe/Berlin", run->env, run->arena, &second, &err) == WEIR_OK);
    WR_ASSERT(first.is_null == second.is_null);
    if (!first.is_null && weir_type_is_string(expr->type))
        WR_ASSERT(weir_string_equal(&first.u.string, &second.u.string));
    if (!first.is_null && weir_type_is_bytes(expr->type)) { /* every byte of the result is there */
        volatile uint8_t sum = 0;
        const char      *bytes = weir_string_data(&first.u.string);
        for (uint32_t i = 0; i < first.u.string.size; i++)
            sum = (uint8_t)(sum + (uint8_t)bytes[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_world world;
    fuzz_world_open(&world, "", 0, 1000);
    machine run = {.arena = wr_arena_create(0), .registry = weir_registry_builtin(), .env = &world.env, .data = data, .size = size};
    while (run.at < run.size && step(&run))
        continue;
    if (run.depth > 0)
        show(&run, run.stack[run.depth - 1]);
    wr_arena_destroy(run.arena);
    fuzz_world_close(&world);
    return 0;
}
