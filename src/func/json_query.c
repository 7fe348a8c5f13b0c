/* func/json_query.c - IS JSON, and what asks for a part of a JSON text: JSON_EXISTS, JSON_VALUE, JSON_QUERY.
 *
 * What is asked for is there, or empty, or a fault, and the clauses .. ON EMPTY and .. ON ERROR say what comes of the latter two. In
 * `strict` mode, which is also that of a path without mode, all that is not there is a fault; in `lax` mode it is empty, and so is a text
 * that is no JSON. A path that is none is a fault in both. A null of JSON counts as not there. */
#include <strings.h>

#include "base/buffer.h"
#include "batch/nested.h"
#include "batch/vector.h"
#include "func/json_documents.h"
#include "func/json_path.h"
#include "func/text.h"

typedef enum behaviour { BEHAVE_NULL, BEHAVE_ERROR, BEHAVE_DEFAULT, BEHAVE_TRUE, BEHAVE_FALSE, BEHAVE_UNKNOWN, BEHAVE_EMPTY_ARRAY, BEHAVE_EMPTY_OBJECT } behaviour;
typedef enum wrapper { WRAP_NEVER, WRAP_CONDITIONAL, WRAP_ALWAYS } wrapper;

typedef struct clauses {
    behaviour on_empty, on_error;
    uint32_t  empty_default, error_default; /* the argument's index */
    wrapper   wrap;
    uint32_t  returning;                    /* index of a NULL of that type; 0: STRING */
} clauses;

/* One call at work. */
typedef struct json_query {
    clauses      how;
    wr_json_documents *documents; /* shared with other calls       */
    wr_arena    *scratch;    /* of one row                           */
    wr_arena    *path_arena; /* of the path                          */
    char        *path_text;  /* owned: of what the path was compiled */
    size_t       path_size;
    wr_json_path path;
    bool         lax, good;
    wr_buffer    text;
    char         reason[WR_JSON_REASON_MAX], path_fault[WR_JSON_REASON_MAX];
} json_query;

/* ---- paths ---- */

static bool is_blank(char c) { return c != '\0' && strchr(" \t\n\v\f\r", c) != NULL; }

/* [lax|strict] path: returns the path, which is the whole text when there is no mode. */
static const char *path_of_spec(const char *text, size_t *size, bool *lax) {
    static const char *const modes[] = {"strict", "lax"};
    const char *begin = text, *end = text + *size;
    *lax = false;
    while (begin < end && is_blank(*begin))
        begin++;
    for (size_t i = 0; i < WR_COUNT_OF(modes); i++) {
        const size_t length = strlen(modes[i]);
        const char  *rest = begin + length;
        if ((size_t)(end - begin) < length + 2 || strncasecmp(begin, modes[i], length) != 0 || !is_blank(*rest))
            continue;
        while (rest + 1 < end && is_blank(*rest))
            rest++;
        *lax = i == 1;
        *size = (size_t)(end - rest);
        return rest;
    }
    return text;
}

/* WEIR_UNSUPPORTED only; a path that is none is a fault of each row. */
static weir_status use_path(json_query *query, const weir_string *spec, weir_error *err) {
    const char *text = weir_string_data(spec);
    if (query->path_text != NULL && query->path_size == spec->size && memcmp(query->path_text, text, spec->size) == 0)
        return WEIR_OK;
    wr_free(query->path_text);
    query->path_text = wr_strndup(text, spec->size);
    query->path_size = spec->size;
    wr_json_path_release(&query->path);
    wr_arena_reset(query->path_arena);
    size_t      size = spec->size;
    const char *path = path_of_spec(query->path_text, &size, &query->lax);
    weir_error  fault = {0};
    weir_status status = wr_json_path_compile(path, size, query->path_arena, &query->path, &fault);
    query->good = status == WEIR_OK;
    snprintf(query->path_fault, sizeof query->path_fault, "%.*s", WR_JSON_REASON_MAX - 1, query->good ? "" : fault.message);
    return status == WEIR_UNSUPPORTED ? weir_fail(err, status, "%s", fault.message) : WEIR_OK;
}

/* A literal path that cannot be taken is refused where it stands. */
static weir_status check_path(const weir_infer *call, weir_error *err) {
    weir_string  spec;
    wr_json_path path;
    bool         lax;
    weir_error   fault = {0};
    if (!literal_text(call->literals, 1, &spec))
        return WEIR_OK;
    size_t      size = spec.size;
    const char *text = path_of_spec(weir_string_data(&spec), &size, &lax);
    const weir_status status = wr_json_path_compile(text, size, call->arena, &path, &fault);
    wr_json_path_release(&path);
    return status == WEIR_UNSUPPORTED ? weir_fail(err, status, "%s: %s", call->name, fault.message) : WEIR_OK;
}

/* ---- clauses ---- */

static bool is_symbol(const weir_type *types, const weir_value *const *literals, uint32_t index, const char *word) {
    weir_string text;
    return types[index].id == WEIR_TYPE_SYMBOL && literal_text(literals, index, &text) && text.size == strlen(word) &&
           memcmp(weir_string_data(&text), word, text.size) == 0;
}

/* Reads the symbols behind (text, path); false: one of them is none of this function. `takes`: first letters of the behaviours it knows. */
static bool read_clauses(const weir_type *types, const weir_value *const *literals, uint32_t count, const char *takes, clauses *how) {
    static const struct {
        const char *word;
        behaviour   behave;
        char        letter;
    } behaviours[] = {
        {"NULL", BEHAVE_NULL, 'n'},   {"ERROR", BEHAVE_ERROR, 'e'},     {"DEFAULT", BEHAVE_DEFAULT, 'd'},         {"TRUE", BEHAVE_TRUE, 't'},
        {"FALSE", BEHAVE_FALSE, 't'}, {"UNKNOWN", BEHAVE_UNKNOWN, 't'}, {"EMPTY_ARRAY", BEHAVE_EMPTY_ARRAY, 'a'}, {"EMPTY_OBJECT", BEHAVE_EMPTY_OBJECT, 'a'},
    };
    static const char *const wrappers[] = {"WITHOUT_WRAPPER", "WITH_CONDITIONAL_WRAPPER", "WITH_UNCONDITIONAL_WRAPPER"};
    for (uint32_t i = 2; i < count; i++) {
        bool known = false;
        if (is_symbol(types, literals, i, "RETURNING") && i + 1 < count) {
            how->returning = ++i;
            continue;
        }
        for (uint32_t w = 0; w < WR_COUNT_OF(wrappers); w++) {
            if (is_symbol(types, literals, i, wrappers[w])) {
                how->wrap = (wrapper)w;
                known = strchr(takes, 'a') != NULL;
            }
        }
        for (size_t b = 0; b < WR_COUNT_OF(behaviours) && !known; b++) {
            char on_empty[40], on_error[40];
            snprintf(on_empty, sizeof on_empty, "%s_ON_EMPTY", behaviours[b].word);
            snprintf(on_error, sizeof on_error, "%s_ON_ERROR", behaviours[b].word);
            const bool empty = is_symbol(types, literals, i, on_empty);
            if ((!empty && !is_symbol(types, literals, i, on_error)) || strchr(takes, behaviours[b].letter) == NULL)
                continue;
            known = true;
            *(empty ? &how->on_empty : &how->on_error) = behaviours[b].behave;
            if (behaviours[b].behave == BEHAVE_DEFAULT)
                *(empty ? &how->empty_default : &how->error_default) = ++i;
            break;
        }
        if (!known)
            return false;
    }
    return true;
}

static weir_status infer_text_and_path(weir_infer *call, const char *behaviours, clauses *how, const char *takes, weir_error *err) {
    if (call->arg_count < 2)
        return wr_infer_refuse(call, takes, err);
    for (uint32_t i = 0; i < 2; i++) {
        weir_type type = call->arg_types[i];
        if (type.id == WEIR_TYPE_NULL)
            call->param_types[i] = type_string(true);
        else if (!weir_type_is_string(type))
            return wr_infer_refuse(call, takes, err);
    }
    if (!read_clauses(call->arg_types, call->literals, call->arg_count, behaviours, how))
        return wr_infer_refuse(call, takes, err);
    return check_path(call, err);
}

/* ---- the life of a call ---- */

static void release_query(weir_call *call) {
    json_query *query = call->prepared;
    if (query == NULL)
        return;
    wr_json_documents_close(query->documents, call);
    wr_json_path_release(&query->path);
    wr_arena_destroy(query->scratch);
    wr_arena_destroy(query->path_arena);
    wr_free(query->path_text);
    wr_buffer_free(&query->text);
    call->prepared = NULL;
}

static weir_status prepare(weir_call *call, behaviour on_error) {
    json_query *query = wr_arena_calloc(call->arena, 1, sizeof *query);
    query->documents = wr_json_documents_open(call, 0);
    query->scratch = wr_arena_create(0);
    query->path_arena = wr_arena_create(0);
    query->how.on_error = on_error;
    read_clauses(call->arg_types, call->literals, call->arg_count, "nedta", &query->how);
    call->prepared = query;
    return WEIR_OK;
}

static weir_status prepare_query(weir_call *call, weir_error *err) {
    (void)err;
    return prepare(call, BEHAVE_NULL);
}

static weir_status prepare_exists(weir_call *call, weir_error *err) {
    (void)err;
    return prepare(call, BEHAVE_FALSE);
}

/* ---- looking ---- */

/* THERE but not what is wanted, or not there: what the clauses call it. */
static wr_json_outcome gone(const json_query *query) { return query->lax ? WR_JSON_MISSING : WR_JSON_FAULT; }

static weir_status look(const weir_call *call, const weir_column *args, uint32_t row, wr_json_outcome *outcome, const wr_json **value, weir_error *err) {
    json_query *query = call->prepared;
    *value = NULL;
    *outcome = WR_JSON_FAULT;
    WEIR_TRY(use_path(query, &strings_of(&args[1])[row], err));
    wr_arena_reset(query->scratch);
    const wr_json *document = wr_json_documents_get(query->documents, call, &args[0], row, query->reason);
    if (document == NULL) {
        *outcome = gone(query);
        return WEIR_OK;
    }
    if (!query->good) {
        memcpy(query->reason, query->path_fault, sizeof query->reason);
        return WEIR_OK;
    }
    if (document->kind == WR_JSON_NULL) { /* in lax mode, too */
        snprintf(query->reason, sizeof query->reason, "the whole text is null");
        return WEIR_OK;
    }
    WEIR_TRY(wr_json_path_find(&query->path, document, query->lax, query->scratch, value, outcome, query->reason, err));
    if (*value != NULL && (*value)->kind == WR_JSON_NULL) {
        snprintf(query->reason, sizeof query->reason, "the value is null");
        *value = NULL;
        *outcome = WR_JSON_MISSING;
    }
    if (*outcome == WR_JSON_MISSING)
        *outcome = gone(query);
    return WEIR_OK;
}

static weir_status fault_of(const weir_call *call, wr_json_outcome outcome, weir_error *err) {
    const json_query *query = call->prepared;
    const int         size = (int)WR_MIN(query->path_size, (size_t)100);
    if (outcome == WR_JSON_MISSING)
        return weir_fail(err, WEIR_DATA, "%s finds nothing at '%.*s', and the call says ERROR ON EMPTY", call->function->name, size, query->path_text);
    return weir_fail(err, WEIR_DATA, "%s at '%.*s': %s, and the call says ERROR ON ERROR", call->function->name, size, query->path_text, query->reason);
}

static bool any_null(const weir_column *args, uint32_t row) { return column_is_null(&args[0], row) || column_is_null(&args[1], row); }

/* Flink cuts to the length of RETURNING VARCHAR(n) where it computes a constant, and only there. */
static weir_string cut_text(const weir_call *call, weir_vector *out, const char *text, size_t size) {
    const bool constant = call->literals[0] != NULL && call->literals[1] != NULL;
    if (constant && size > out->type.length && wr_utf8_length(text, size) > out->type.length)
        size = wr_utf8_offset(text, size, out->type.length);
    return string_copy(out, text, size);
}

/* ---- JSON_EXISTS ---- */

static weir_status infer_exists(weir_infer *call, weir_error *err) {
    clauses how = {0};
    WEIR_TRY(infer_text_and_path(call, "et", &how, "a JSON text, a path, and TRUE, FALSE, UNKNOWN or ERROR ON ERROR", err));
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, true);
    return WEIR_OK;
}

static weir_status exists_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    const json_query *query = call->prepared;
    uint8_t          *values = out->data;
    wr_json_outcome   outcome;
    const wr_json    *value;
    WR_EACH(i, rows, if (any_null(args, i)) {
        set_null(out, i);
        continue;
    }
    WEIR_TRY(look(call, args, i, &outcome, &value, err));
    if (outcome != WR_JSON_FAULT) {
        values[i] = outcome == WR_JSON_FOUND;
        continue;
    }
    if (query->how.on_error == BEHAVE_ERROR) return fault_of(call, outcome, err);
    if (query->how.on_error == BEHAVE_UNKNOWN) set_null(out, i);
    else values[i] = query->how.on_error == BEHAVE_TRUE;);
    return WEIR_OK;
}

/* ---- what JSON_VALUE and JSON_QUERY have in common ---- */

static const char *kind_name(wr_json_kind kind) {
    static const char *const names[] = {"null", "a boolean", "a boolean", "a whole number", "a number with a fraction", "a text", "an array", "an object"};
    return names[kind];
}

static void say_kind(json_query *query, const wr_json *value, const char *wanted) {
    snprintf(query->reason, sizeof query->reason, "%s stands there, not %s", kind_name(value->kind), wanted);
}

/* Judges what was found, and may change it: a value of another kind is none. */
typedef wr_json_outcome (*judge_found)(const weir_call *call, weir_type type, const wr_json **value);
/* Writes a value, or, where nothing was found, what the clause says instead. */
typedef weir_status (*put_found)(const weir_call *call, const wr_json *value, weir_vector *out, uint32_t row, weir_error *err);
typedef weir_status (*put_instead)(const weir_call *call, const weir_column *args, wr_json_outcome outcome, weir_vector *out, uint32_t row, weir_error *err);

static weir_status find_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, judge_found judge, put_found put, put_instead instead,
                             weir_error *err) {
    const json_query *query = call->prepared;
    wr_json_outcome   outcome;
    const wr_json    *value;
    WR_EACH(i, rows, if (any_null(args, i)) {
        set_null(out, i);
        continue;
    }
    WEIR_TRY(look(call, args, i, &outcome, &value, err));
    if (outcome == WR_JSON_FOUND) outcome = judge(call, out->type, &value);
    if (outcome == WR_JSON_FOUND) {
        WEIR_TRY(put(call, value, out, i, err));
        continue;
    }
    if ((outcome == WR_JSON_MISSING ? query->how.on_empty : query->how.on_error) == BEHAVE_ERROR) return fault_of(call, outcome, err);
    WEIR_TRY(instead(call, args, outcome, out, i, err)););
    return WEIR_OK;
}

/* ---- JSON_VALUE ---- */

static weir_status infer_value(weir_infer *call, weir_error *err) {
    clauses how = {0};
    WEIR_TRY(infer_text_and_path(call, "ned", &how, "a JSON text, a path, RETURNING a type, and NULL, ERROR or DEFAULT .. ON EMPTY and ON ERROR", err));
    weir_type result = how.returning != 0 ? call->arg_types[how.returning] : type_string(true);
    if (result.id != WEIR_TYPE_VARCHAR && result.id != WEIR_TYPE_INT && result.id != WEIR_TYPE_DOUBLE && result.id != WEIR_TYPE_BOOLEAN)
        return weir_fail(err, WEIR_INVALID, "JSON_VALUE can only be RETURNING STRING, VARCHAR(n), INTEGER, DOUBLE or BOOLEAN; CAST the text to any other type");
    call->result = type_nullable(result, true);
    const uint32_t defaults[] = {how.empty_default, how.error_default};
    for (size_t i = 0; i < WR_COUNT_OF(defaults); i++)
        if (defaults[i] != 0 && !(weir_type_is_string(result) && weir_type_is_string(call->arg_types[defaults[i]])))
            call->param_types[defaults[i]] = call->result;
    return WEIR_OK;
}

/* As Flink: nothing is converted, a value of another kind fails the job, whatever ON ERROR says. */
static weir_status put_scalar(const json_query *query, const wr_json *value, weir_vector *out, uint32_t row, weir_error *err) {
    int64_t integer;
    bool    fits = false;
    switch ((int)out->type.id) {
    case WEIR_TYPE_INT:
        fits = value->kind == WR_JSON_INTEGER && wr_parse_i64(value->text, value->size, &integer) && integer == (int32_t)integer;
        if (fits)
            ((int32_t *)out->data)[row] = (int32_t)integer;
        break;
    case WEIR_TYPE_DOUBLE:
        fits = value->kind == WR_JSON_REAL && wr_parse_f64(value->text, value->size, (double *)out->data + row);
        break;
    default:
        fits = value->kind == WR_JSON_TRUE || value->kind == WR_JSON_FALSE;
        ((uint8_t *)out->data)[row] = value->kind == WR_JSON_TRUE;
        break;
    }
    if (fits)
        return WEIR_OK;
    char type[64];
    return weir_fail(err, WEIR_DATA, "JSON_VALUE RETURNING %s: at '%.*s' stands %s%.*s; leave RETURNING out and CAST the text", weir_type_text(out->type, type, sizeof type),
                     (int)WR_MIN(query->path_size, (size_t)100), query->path_text, kind_name(value->kind),
                     value->kind == WR_JSON_INTEGER && out->type.id == WEIR_TYPE_INT ? 17 : 0, " that is too large");
}

static wr_json_outcome judge_value(const weir_call *call, weir_type type, const wr_json **value) {
    json_query *query = call->prepared;
    (void)type;
    if (wr_json_is_scalar(*value))
        return WR_JSON_FOUND;
    say_kind(query, *value, "a single value");
    return gone(query);
}

static weir_status put_value(const weir_call *call, const wr_json *value, weir_vector *out, uint32_t row, weir_error *err) {
    json_query *query = call->prepared;
    if (!weir_type_is_string(out->type))
        return put_scalar(query, value, out, row, err);
    query->text.size = 0;
    wr_json_put_plain(&query->text, value);
    ((weir_string *)out->data)[row] = cut_text(call, out, query->text.data ? query->text.data : "", query->text.size);
    return WEIR_OK;
}

static weir_status put_default(const weir_call *call, const weir_column *args, wr_json_outcome outcome, weir_vector *out, uint32_t row, weir_error *err) {
    const clauses *how = &((const json_query *)call->prepared)->how;
    const bool     empty = outcome == WR_JSON_MISSING;
    weir_value     instead = {.is_null = true};
    (void)err;
    if ((empty ? how->on_empty : how->on_error) == BEHAVE_DEFAULT)
        instead = wr_column_value(&args[empty ? how->empty_default : how->error_default], row);
    if (!instead.is_null && weir_type_is_string(out->type))
        instead.u.string = cut_text(call, out, weir_string_data(&instead.u.string), instead.u.string.size);
    wr_vector_set(out, row, &instead);
    return WEIR_OK;
}

static weir_status value_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    return find_rows(call, args, rows, out, judge_value, put_value, put_default, err);
}

/* ---- JSON_QUERY ---- */

static weir_status infer_query(weir_infer *call, weir_error *err) {
    clauses how = {0};
    WEIR_TRY(infer_text_and_path(call, "nea", &how,
                                 "a JSON text, a path, RETURNING a type, a wrapper, and NULL, ERROR, EMPTY ARRAY or EMPTY OBJECT ON EMPTY and ON ERROR", err));
    weir_type result = how.returning != 0 ? call->arg_types[how.returning] : type_string(true);
    bool      array = result.id == WEIR_TYPE_ARRAY && weir_type_is_string(wr_element_type(result));
    if (!array && result.id != WEIR_TYPE_VARCHAR)
        return weir_fail(err, WEIR_INVALID, "JSON_QUERY can only be RETURNING STRING, VARCHAR(n) or ARRAY<STRING>");
    if (array && (how.on_empty == BEHAVE_EMPTY_OBJECT || how.on_error == BEHAVE_EMPTY_OBJECT))
        return weir_fail(err, WEIR_INVALID, "JSON_QUERY RETURNING an ARRAY cannot have EMPTY OBJECT ON %s; EMPTY ARRAY can", how.on_empty == BEHAVE_EMPTY_OBJECT ? "EMPTY" : "ERROR");
    call->result = type_nullable(result, true);
    return WEIR_OK;
}

/* The parts of a JSON array as texts. */
static weir_status put_texts(json_query *query, const wr_json *array, weir_vector *out, uint32_t row, weir_error *err) {
    weir_value *parts = wr_arena_calloc(query->scratch, array->count + (size_t)1, sizeof *parts);
    for (uint32_t i = 0; i < array->count; i++) {
        const wr_json *part = array->parts[i];
        parts[i].is_null = part->kind == WR_JSON_NULL;
        query->text.size = 0;
        if (wr_json_is_scalar(part))
            wr_json_put_plain(&query->text, part);
        else
            wr_json_put(&query->text, part, query->scratch);
        char *copy = wr_arena_strndup(query->scratch, query->text.data ? query->text.data : "", query->text.size);
        parts[i].u.string = weir_string_view(copy, query->text.size);
    }
    return wr_array_make(out->type, parts, array->count, out->strings, (weir_string *)out->data + row, err);
}

static weir_status put_part(const weir_call *call, const wr_json *value, weir_vector *out, uint32_t row, weir_error *err) {
    json_query *query = call->prepared;
    if (out->type.id == WEIR_TYPE_ARRAY)
        return put_texts(query, value, out, row, err);
    query->text.size = 0;
    wr_json_put(&query->text, value, query->scratch);
    ((weir_string *)out->data)[row] = cut_text(call, out, query->text.data, query->text.size);
    return WEIR_OK;
}

static const wr_json *wrapped(const json_query *query, const wr_json *value) {
    if (query->how.wrap == WRAP_NEVER || (query->how.wrap == WRAP_CONDITIONAL && value->kind == WR_JSON_ARRAY))
        return value;
    wr_json *array = wr_arena_calloc(query->scratch, 1, sizeof *array);
    array->kind = WR_JSON_ARRAY;
    array->parts = wr_arena_alloc(query->scratch, sizeof *array->parts);
    array->parts[0] = wr_arena_alloc(query->scratch, sizeof *value);
    *array->parts[0] = *value;
    array->count = 1;
    return array;
}

static wr_json_outcome judge_part(const weir_call *call, weir_type type, const wr_json **value) {
    json_query *query = call->prepared;
    *value = wrapped(query, *value);
    if (wr_json_is_scalar(*value)) {
        say_kind(query, *value, "an array or object");
        return gone(query);
    }
    if (type.id != WEIR_TYPE_ARRAY || (*value)->kind == WR_JSON_ARRAY)
        return WR_JSON_FOUND;
    say_kind(query, *value, "an array");
    return WR_JSON_FAULT;
}

static weir_status put_empty(const weir_call *call, const weir_column *args, wr_json_outcome outcome, weir_vector *out, uint32_t row, weir_error *err) {
    const clauses  *how = &((const json_query *)call->prepared)->how;
    const behaviour behave = outcome == WR_JSON_MISSING ? how->on_empty : how->on_error;
    const wr_json   none = {.kind = behave == BEHAVE_EMPTY_ARRAY ? WR_JSON_ARRAY : WR_JSON_OBJECT};
    (void)args;
    if (behave == BEHAVE_EMPTY_ARRAY || behave == BEHAVE_EMPTY_OBJECT)
        return put_part(call, &none, out, row, err);
    set_null(out, row);
    return WEIR_OK;
}

static weir_status query_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    return find_rows(call, args, rows, out, judge_part, put_part, put_empty, err);
}

/* ---- IS JSON ---- */

static weir_status infer_is_json(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s", false, "one text", err));
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, false);
    return WEIR_OK;
}

static weir_status test_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, wr_json_kind from, wr_json_kind to, bool negated) {
    json_query *query = call->prepared;
    uint8_t    *values = out->data;
    WR_EACH(i, rows, bool is = false;
            if (!column_is_null(&args[0], i)) {
                const wr_json *value = wr_json_documents_get(query->documents, call, &args[0], i, query->reason);
                is = value != NULL && value->kind >= from && value->kind <= to;
            }
            values[i] = is != negated;);
    return WEIR_OK;
}

#define TEST(name, from, to, negated)                                                                                                      \
    static weir_status name(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {           \
        (void)err;                                                                                                                         \
        return test_rows(call, args, rows, out, from, to, negated);                                                                       \
    }
TEST(is_value, WR_JSON_NULL, WR_JSON_OBJECT, false)
TEST(is_not_value, WR_JSON_NULL, WR_JSON_OBJECT, true)
TEST(is_object, WR_JSON_OBJECT, WR_JSON_OBJECT, false)
TEST(is_not_object, WR_JSON_OBJECT, WR_JSON_OBJECT, true)
TEST(is_array_value, WR_JSON_ARRAY, WR_JSON_ARRAY, false)
TEST(is_not_array, WR_JSON_ARRAY, WR_JSON_ARRAY, true)
TEST(is_scalar, WR_JSON_NULL, WR_JSON_STRING, false)
TEST(is_not_scalar, WR_JSON_NULL, WR_JSON_STRING, true)

#define IS_JSON(symbol, text, kernel)                                                                                                      \
    const weir_function weir_function_##symbol = {                                                                                         \
        .abi = sizeof(weir_function), .name = text, .hidden = true, .infer = infer_is_json, .prepare = prepare_query, .scalar = kernel, .release = release_query,    \
    };
IS_JSON(op_is_json, "IS JSON VALUE", is_value)
IS_JSON(op_is_not_json, "IS NOT JSON VALUE", is_not_value)
IS_JSON(op_is_json_object, "IS JSON OBJECT", is_object)
IS_JSON(op_is_not_json_object, "IS NOT JSON OBJECT", is_not_object)
IS_JSON(op_is_json_array, "IS JSON ARRAY", is_array_value)
IS_JSON(op_is_not_json_array, "IS NOT JSON ARRAY", is_not_array)
IS_JSON(op_is_json_scalar, "IS JSON SCALAR", is_scalar)
IS_JSON(op_is_not_json_scalar, "IS NOT JSON SCALAR", is_not_scalar)

const weir_function weir_function_json_exists = {
    .abi = sizeof(weir_function), .name = "JSON_EXISTS", .infer = infer_exists, .prepare = prepare_exists, .scalar = exists_rows, .release = release_query,
};
const weir_function weir_function_json_value = {
    .abi = sizeof(weir_function), .name = "JSON_VALUE", .infer = infer_value, .prepare = prepare_query, .scalar = value_rows, .release = release_query,
};
const weir_function weir_function_json_query = {
    .abi = sizeof(weir_function), .name = "JSON_QUERY", .infer = infer_query, .prepare = prepare_query, .scalar = query_rows, .release = release_query,
};
