/* binder/window.c - table functions that give rows their windows: TUMBLE and HOP; CUMULATE and SESSION are checked and refused. */
#include <string.h>
#include <strings.h>

#include "binder/binder_internal.h"

typedef enum slot { SLOT_DATA, SLOT_TIMECOL, SLOT_SIZE, SLOT_SLIDE, SLOT_STEP, SLOT_GAP, SLOT_OFFSET, SLOT_COUNT } slot;

typedef struct window_args {
    const wr_ast_expr *slots[SLOT_COUNT];
} window_args;

/* A window function: its arguments in the order of their positions, the first `least` of which must be there. */
typedef struct window_function {
    const char *name, *form, *names;
    uint32_t    least, most;
    slot        order[5];
    bool        runs;
} window_function;

static const window_function functions[] = {
    {"TUMBLE", "TUMBLE(TABLE t, DESCRIPTOR(ts), size [, offset])", "DATA, TIMECOL, SIZE and OFFSET", 3, 4,
     {SLOT_DATA, SLOT_TIMECOL, SLOT_SIZE, SLOT_OFFSET}, true},
    {"HOP", "HOP(TABLE t, DESCRIPTOR(ts), slide, size [, offset])", "DATA, TIMECOL, SIZE, SLIDE and OFFSET", 4, 5,
     {SLOT_DATA, SLOT_TIMECOL, SLOT_SLIDE, SLOT_SIZE, SLOT_OFFSET}, true},
    {"CUMULATE", "CUMULATE(TABLE t, DESCRIPTOR(ts), step, size [, offset])", "DATA, TIMECOL, SIZE, STEP and OFFSET", 4, 5,
     {SLOT_DATA, SLOT_TIMECOL, SLOT_STEP, SLOT_SIZE, SLOT_OFFSET}, false},
    {"SESSION", "SESSION(TABLE t [PARTITION BY k], DESCRIPTOR(ts), gap)", "DATA, TIMECOL and GAP", 3, 3, {SLOT_DATA, SLOT_TIMECOL, SLOT_GAP}, false},
};

static const char *const slot_names[SLOT_COUNT] = {"DATA", "TIMECOL", "SIZE", "SLIDE", "STEP", "GAP", "OFFSET"};

static const window_function *find_function(const char *name) {
    for (size_t i = 0; i < WR_COUNT_OF(functions); i++)
        if (strcasecmp(functions[i].name, name) == 0)
            return &functions[i];
    return NULL;
}

/* ---- arguments ---- */

static bool has_slot(const window_function *function, const char *name, slot *at) {
    for (uint32_t i = 0; i < function->most; i++)
        if (strcasecmp(slot_names[function->order[i]], name) == 0) {
            *at = function->order[i];
            return true;
        }
    return false;
}

/* Sorts the arguments, given by position or by name, into their places. */
static weir_status take_arguments(const wr_ast_expr *ast, const window_function *function, window_args *args, weir_error *err) {
    const wr_ast_call *call = &ast->call;
    if (call->arg_count < function->least || call->arg_count > function->most)
        return FAIL(err, WEIR_INVALID, ast->place, "%s has %u argument%s; write %s", function->name, call->arg_count, call->arg_count == 1 ? "" : "s",
                    function->form);
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const wr_ast_expr *arg = call->args[i];
        slot               at = function->order[i];
        if (arg->kind == AST_NAMED_ARG) {
            if (!has_slot(function, arg->named_arg.name.text, &at))
                return FAIL(err, WEIR_INVALID, arg->place, "%s has no argument '%s'; it has %s", function->name, arg->named_arg.name.text, function->names);
            if (args->slots[at])
                return FAIL(err, WEIR_INVALID, arg->place, "argument '%s' is given twice", arg->named_arg.name.text);
            arg = arg->named_arg.value;
        } else if (args->slots[at]) {
            return FAIL(err, WEIR_INVALID, arg->place, "give either all arguments of %s by name or none", function->name);
        }
        args->slots[at] = arg;
    }
    const wr_ast_expr *data = args->slots[SLOT_DATA], *time = args->slots[SLOT_TIMECOL];
    if (!data || (data->kind != AST_TABLE_ARG && data->kind != AST_SUBQUERY))
        return FAIL(err, WEIR_INVALID, data ? data->place : ast->place, "the first argument of %s must be TABLE t; write %s", function->name, function->form);
    if (!time || time->kind != AST_DESCRIPTOR)
        return FAIL(err, WEIR_INVALID, time ? time->place : ast->place, "the second argument of %s must be DESCRIPTOR(column); write %s", function->name,
                    function->form);
    for (uint32_t i = 2; i < function->least; i++)
        if (!args->slots[function->order[i]])
            return FAIL(err, WEIR_INVALID, ast->place, "%s lacks its %s; write %s", function->name, slot_names[function->order[i]], function->form);
    return WEIR_OK;
}

/* PARTITION BY and ORDER BY of TABLE t, which a query in its place has not. */
static weir_status check_table(const window_function *function, const wr_ast_expr *data, weir_error *err) {
    bool session = strcmp(function->name, "SESSION") == 0;
    if (data->kind == AST_SUBQUERY)
        return WEIR_OK;
    if (data->table_arg.partition_by_count > 0 && !session)
        return FAIL(err, WEIR_INVALID, data->table_arg.partition_by[0]->place, "%s takes no PARTITION BY; put the keys into GROUP BY", function->name);
    if (data->table_arg.order_by_count > 0)
        return FAIL(err, WEIR_INVALID, data->table_arg.order_by[0].expr->place, "%s takes no ORDER BY", function->name);
    return WEIR_OK;
}

/* A constant interval in milliseconds. */
static weir_status constant_interval(wr_binder *binder, const wr_ast_expr *ast, const char *what, int64_t *ms, weir_error *err) {
    expr_context ctx = {.binder = binder, .clause = what};
    wr_expr     *expr;
    WEIR_TRY(wr_bind_expr(&ctx, ast, &expr, err));
    if (expr->type.id == WEIR_TYPE_INTERVAL_MONTH)
        return FAIL(err, WEIR_INVALID, ast->place, "%s of a window cannot be in months or years; use days or smaller units", what);
    if (expr->type.id != WEIR_TYPE_INTERVAL_DAY || !wr_is_literal(expr) || expr->literal.is_null)
        return FAIL(err, WEIR_INVALID, ast->place, "%s of a window must be a constant interval such as INTERVAL '1' HOUR", what);
    *ms = expr->literal.u.i64;
    return WEIR_OK;
}

/* *ms 0: the function has no such argument. */
static weir_status interval_of(wr_binder *binder, const window_args *args, slot at, const char *what, int64_t *ms, weir_error *err) {
    if (!args->slots[at])
        return WEIR_OK;
    WEIR_TRY(constant_interval(binder, args->slots[at], what, ms, err));
    if (*ms <= 0)
        return FAIL(err, WEIR_INVALID, args->slots[at]->place, "%s of a window must be above 0", what);
    return WEIR_OK;
}

static weir_status window_sizes(wr_binder *binder, const window_function *function, const window_args *args, wr_window *window, weir_error *err) {
    int64_t step = 0, gap = 0;
    WEIR_TRY(interval_of(binder, args, SLOT_SIZE, "the size", &window->size_ms, err));
    window->slide_ms = window->size_ms;
    WEIR_TRY(interval_of(binder, args, SLOT_SLIDE, "the slide", &window->slide_ms, err));
    WEIR_TRY(interval_of(binder, args, SLOT_STEP, "the step", &step, err));
    WEIR_TRY(interval_of(binder, args, SLOT_GAP, "the gap", &gap, err));
    int64_t part = step ? step : window->slide_ms;
    if (part > 0 && window->size_ms % part != 0)
        return FAIL(err, WEIR_INVALID, args->slots[SLOT_SIZE]->place, "the size of %s (%lld ms) must be a multiple of its %s (%lld ms); the %s comes first, then the size",
                    function->name, (long long)window->size_ms, step ? "step" : "slide", (long long)part, step ? "step" : "slide");
    if (args->slots[SLOT_OFFSET]) {
        WEIR_TRY(constant_interval(binder, args->slots[SLOT_OFFSET], "the offset", &window->offset_ms, err));
        if (window->offset_ms >= window->size_ms || window->offset_ms <= -window->size_ms)
            return FAIL(err, WEIR_INVALID, args->slots[SLOT_OFFSET]->place, "the offset of a window must be smaller than its size");
    }
    return WEIR_OK;
}

/* ---- the time column ---- */

/* "; the time attribute here is 'ts'", or how one is made. */
static const char *time_advice(wr_binder *binder, const weir_schema *schema, const wr_ast_ident *ident, weir_type type) {
    for (uint32_t i = 0; i < schema->field_count; i++)
        if (schema->fields[i].type.time_attribute == WEIR_TIME_ROWTIME)
            return wr_arena_printf(binder->arena, "the time attribute here is '%s'", schema->fields[i].name);
    if (!weir_type_is_timestamp(type))
        return "a window needs a column of TIMESTAMP(3) or TIMESTAMP_LTZ(3) with a WATERMARK";
    return wr_arena_printf(binder->arena, "declare WATERMARK FOR %s in the table, and keep the column unchanged up to here", ident->text);
}

static weir_status time_column(wr_binder *binder, const wr_ast_expr *descriptor, const wr_logical *input, const char *table, uint32_t *column,
                               weir_error *err) {
    const wr_ast_ident *ident = &descriptor->descriptor.columns[0];
    const weir_schema  *schema = input->schema;
    const char        **names = wr_arena_alloc(binder->arena, (schema->field_count + 1) * sizeof *names);
    if (descriptor->descriptor.column_count != 1)
        return FAIL(err, WEIR_INVALID, descriptor->place, "DESCRIPTOR of a window names one column");
    for (uint32_t i = 0; i < schema->field_count; i++) {
        weir_type type = schema->fields[i].type;
        names[i] = schema->fields[i].name;
        if (strcmp(names[i], ident->text) != 0)
            continue;
        if (type.time_attribute == WEIR_TIME_PROCTIME)
            return FAIL(err, WEIR_UNSUPPORTED, ident->place, "windows over processing time are not available; use an event time with a WATERMARK");
        if (type.time_attribute != WEIR_TIME_ROWTIME)
            return FAIL(err, WEIR_INVALID, ident->place, "column '%s' is %s and no time attribute; %s", ident->text, wr_type_name(binder, type),
                        time_advice(binder, schema, ident, type));
        *column = i;
        return WEIR_OK;
    }
    const char *nearest = wr_bind_suggestion(binder, ident->text, names, schema->field_count);
    return FAIL(err, WEIR_INVALID, ident->place, "unknown column '%s'%s%s%s%s", ident->text, table ? " in table '" : "", table ? table : "", table ? "'" : "",
                nearest ? nearest : "");
}

/* ---- the whole ---- */

static weir_status unknown_function(const wr_ast_expr *ast, const char *name, weir_error *err) {
    const char *names[WR_COUNT_OF(functions)], *nearest;
    char        upper[16] = "";
    for (size_t i = 0; i < WR_COUNT_OF(functions); i++)
        names[i] = functions[i].name;
    for (size_t i = 0; name[i] && i + 1 < sizeof upper; i++)
        upper[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i]);
    nearest = wr_bind_nearest_name(upper, names, WR_COUNT_OF(names));
    return FAIL(err, nearest ? WEIR_INVALID : WEIR_UNSUPPORTED, ast->place, "unknown table function '%s'%s%s%s", name, nearest ? " - did you mean '" : "; there are ",
                nearest ? nearest : "TUMBLE and HOP", nearest ? "'?" : "");
}

/* The input's columns and the three of the window. */
static const weir_schema *window_schema(wr_binder *binder, const weir_schema *input, uint32_t time_column) {
    weir_field  *fields;
    uint32_t     count = input->field_count;
    weir_schema *schema = wr_schema_new(binder->arena, count + 3, &fields);
    weir_type    plain = weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, false);
    weir_type    rowtime = weir_type_with((weir_type_id)input->fields[time_column].type.id, 3, 0, false);
    rowtime.time_attribute = WEIR_TIME_ROWTIME;
    memcpy(fields, input->fields, count * sizeof *fields);
    fields[count] = (weir_field){"window_start", plain};
    fields[count + 1] = (weir_field){"window_end", plain};
    fields[count + 2] = (weir_field){"window_time", rowtime};
    return schema;
}

weir_status wr_bind_window_function(wr_binder *binder, const wr_ast_expr *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    const char            *name = ast->call.name.parts[ast->call.name.part_count - 1].text, *table = NULL;
    const window_function *function = find_function(name);
    window_args            args = {{NULL}};
    wr_window              window = {.kind = strcasecmp(name, "HOP") == 0 ? WR_WINDOW_HOP : WR_WINDOW_TUMBLE};
    wr_logical            *input;
    if (!function)
        return unknown_function(ast, name, err);
    WEIR_TRY(take_arguments(ast, function, &args, err));
    const wr_ast_expr *data = args.slots[SLOT_DATA];
    WEIR_TRY(check_table(function, data, err));
    const wr_ast_query *query = data->kind == AST_SUBQUERY ? data->subquery : data->table_arg.query; /* (SELECT ..), TABLE (SELECT ..) */
    if (query) {
        WEIR_TRY(wr_bind_query(binder, query, ctes, &input, err));
    } else {
        const wr_ast_name *from = &data->table_arg.name;
        table = from->parts[from->part_count - 1].text;
        WEIR_TRY(wr_bind_table(binder, from, data->table_arg.hints, data->table_arg.hint_count, ctes, &input, err));
    }
    WEIR_TRY(time_column(binder, args.slots[SLOT_TIMECOL], input, table, &window.time_column, err));
    WEIR_TRY(window_sizes(binder, function, &args, &window, err));
    const weir_schema *schema = window_schema(binder, input->schema, window.time_column);
    if (!function->runs) {
        *out = wr_refused_rows(binder, ast->place, schema);
        return wr_refuse(binder, ast->place, err, "%s windows are not available yet; TUMBLE and HOP are", function->name);
    }
    *out = wr_new_logical(binder, WR_LOGICAL_WINDOW, ast->place);
    (*out)->schema = schema;
    (*out)->window = window;
    wr_set_inputs(binder, *out, &input, 1);
    return WEIR_OK;
}
