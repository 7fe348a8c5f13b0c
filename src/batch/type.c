/* batch/type.c - widths, equality and the text of SQL types.
 *
 * Texts are those of Flink's LogicalType.asSummaryString, because users compare them with Flink's
 * DESCRIBE and TYPEOF. Pure functions of their arguments. */
#include "weir/type.h"

#include <inttypes.h>
#include <stdio.h>

uint32_t weir_type_width(weir_type type) {
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN:
    case WEIR_TYPE_TINYINT:
        return 1;
    case WEIR_TYPE_SMALLINT:
        return 2;
    case WEIR_TYPE_INT:
    case WEIR_TYPE_FLOAT:
    case WEIR_TYPE_DATE:
    case WEIR_TYPE_TIME:
    case WEIR_TYPE_INTERVAL_MONTH:
        return 4;
    case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_DOUBLE:
    case WEIR_TYPE_INTERVAL_DAY:
        return 8;
    case WEIR_TYPE_DECIMAL:
        return weir_type_is_wide_decimal(type) ? 16 : 8;
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        return weir_type_is_wide_time(type) ? 16 : 8;
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR:
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY:
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW:
    case WEIR_TYPE_VARIANT:
        return 16;
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT:
        return 0;
    }
    return 0;
}

static bool same_fields(const weir_schema *a, const weir_schema *b, bool names_count) {
    if (a == NULL || b == NULL || a == b)
        return a == b;
    if (a->field_count != b->field_count)
        return false;
    for (uint32_t i = 0; i < a->field_count; i++) {
        if (names_count && strcmp(a->fields[i].name, b->fields[i].name) != 0)
            return false;
        if (!weir_type_same(a->fields[i].type, b->fields[i].type))
            return false;
    }
    return true;
}

bool weir_type_same(weir_type a, weir_type b) {
    if (a.id != b.id)
        return false;
    switch ((weir_type_id)a.id) {
    case WEIR_TYPE_DECIMAL:
        return a.length == b.length && a.scale == b.scale;
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR:
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY:
    case WEIR_TYPE_TIME:
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        return a.length == b.length;
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
        return same_fields(a.fields, b.fields, false);
    case WEIR_TYPE_ROW:
        return same_fields(a.fields, b.fields, true);
    case WEIR_TYPE_VARIANT:
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_BOOLEAN:
    case WEIR_TYPE_TINYINT:
    case WEIR_TYPE_SMALLINT:
    case WEIR_TYPE_INT:
    case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_FLOAT:
    case WEIR_TYPE_DOUBLE:
    case WEIR_TYPE_DATE:
    case WEIR_TYPE_INTERVAL_MONTH:
    case WEIR_TYPE_INTERVAL_DAY:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT:
        return true;
    }
    return true;
}

/* Lengths that Flink gives where none is written. VARCHAR and VARBINARY are the exception: as the
 * result of functions they are STRING and BYTES; a bare VARCHAR in SQL is VARCHAR(1), which the
 * reader of SQL says with weir_type_with. */
weir_type weir_type_of(weir_type_id id, bool nullable) {
    uint32_t length = 0;
    uint8_t  scale = 0;
    switch (id) {
    case WEIR_TYPE_DECIMAL:
        length = 10;
        break;
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_BINARY:
        length = 1;
        break;
    case WEIR_TYPE_VARCHAR:
    case WEIR_TYPE_VARBINARY:
        length = WEIR_STRING_LENGTH_MAX;
        break;
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        length = 6;
        break;
    case WEIR_TYPE_INTERVAL_DAY:
        scale = 3;
        break;
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_BOOLEAN:
    case WEIR_TYPE_TINYINT:
    case WEIR_TYPE_SMALLINT:
    case WEIR_TYPE_INT:
    case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_FLOAT:
    case WEIR_TYPE_DOUBLE:
    case WEIR_TYPE_DATE:
    case WEIR_TYPE_TIME:
    case WEIR_TYPE_INTERVAL_MONTH:
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW:
    case WEIR_TYPE_VARIANT:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT:
        break;
    }
    return weir_type_with(id, length, scale, nullable);
}

weir_type weir_type_with(weir_type_id id, uint32_t length, uint8_t scale, bool nullable) {
    return (weir_type){.id = (uint8_t)id, .nullable = nullable, .scale = scale, .length = length};
}

/* ---- text ---- */

typedef struct writer { char *out; size_t size, used; } writer; /* used may pass size: cut there */

static void put(writer *to, const char *text) {
    if (to->used < to->size)
        snprintf(to->out + to->used, to->size - to->used, "%s", text);
    to->used += strlen(text);
}

static void put_sized(writer *to, const char *name, const char *max_name, uint32_t length) {
    char text[32];
    if (length == WEIR_STRING_LENGTH_MAX && max_name != NULL) {
        put(to, max_name);
        return;
    }
    put(to, name);
    snprintf(text, sizeof text, "(%" PRIu32 ")", length);
    put(to, text);
}

static void put_type(writer *to, weir_type type, bool attribute);

static void put_fields(writer *to, const char *name, weir_type type, bool names) {
    put(to, name);
    put(to, "<");
    for (uint32_t i = 0; type.fields != NULL && i < type.fields->field_count; i++) {
        if (i != 0)
            put(to, ", ");
        if (names) {
            put(to, "`");
            put(to, type.fields->fields[i].name);
            put(to, "` ");
        }
        put_type(to, type.fields->fields[i].type, false);
    }
    put(to, ">");
}

static void put_interval_day(writer *to, weir_type type) {
    char text[64];
    if (type.length == 0) /* what Flink makes of every day-time interval in SQL */
        snprintf(text, sizeof text, "INTERVAL SECOND(%u)", (unsigned)type.scale);
    else
        snprintf(text, sizeof text, "INTERVAL DAY(%" PRIu32 ") TO SECOND(%u)", type.length,
                 (unsigned)type.scale);
    put(to, text);
}

static void put_decimal(writer *to, weir_type type) {
    char text[48];
    snprintf(text, sizeof text, "DECIMAL(%" PRIu32 ", %u)", type.length, (unsigned)type.scale);
    put(to, text);
}

static void put_name(writer *to, weir_type type) {
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_NULL:          put(to, "NULL"); break;
    case WEIR_TYPE_BOOLEAN:       put(to, "BOOLEAN"); break;
    case WEIR_TYPE_TINYINT:       put(to, "TINYINT"); break;
    case WEIR_TYPE_SMALLINT:      put(to, "SMALLINT"); break;
    case WEIR_TYPE_INT:           put(to, "INT"); break;
    case WEIR_TYPE_BIGINT:        put(to, "BIGINT"); break;
    case WEIR_TYPE_FLOAT:         put(to, "FLOAT"); break;
    case WEIR_TYPE_DOUBLE:        put(to, "DOUBLE"); break;
    case WEIR_TYPE_DECIMAL:       put_decimal(to, type); break;
    case WEIR_TYPE_CHAR:          put_sized(to, "CHAR", NULL, type.length); break;
    case WEIR_TYPE_VARCHAR:       put_sized(to, "VARCHAR", "STRING", type.length); break;
    case WEIR_TYPE_BINARY:        put_sized(to, "BINARY", NULL, type.length); break;
    case WEIR_TYPE_VARBINARY:     put_sized(to, "VARBINARY", "BYTES", type.length); break;
    case WEIR_TYPE_DATE:          put(to, "DATE"); break;
    case WEIR_TYPE_TIME:          put_sized(to, "TIME", NULL, type.length); break;
    case WEIR_TYPE_TIMESTAMP:     put_sized(to, "TIMESTAMP", NULL, type.length); break;
    case WEIR_TYPE_TIMESTAMP_LTZ: put_sized(to, "TIMESTAMP_LTZ", NULL, type.length); break;
    case WEIR_TYPE_INTERVAL_MONTH:
        if (type.length == 0)
            put(to, "INTERVAL MONTH");
        else {
            put_sized(to, "INTERVAL YEAR", NULL, type.length);
            put(to, " TO MONTH");
        }
        break;
    case WEIR_TYPE_INTERVAL_DAY: put_interval_day(to, type); break;
    case WEIR_TYPE_ARRAY:        put_fields(to, "ARRAY", type, false); break;
    case WEIR_TYPE_MAP:          put_fields(to, "MAP", type, false); break;
    case WEIR_TYPE_MULTISET:     put_fields(to, "MULTISET", type, false); break;
    case WEIR_TYPE_ROW:          put_fields(to, "ROW", type, true); break;
    case WEIR_TYPE_VARIANT:      put(to, "VARIANT"); break;
    case WEIR_TYPE_SYMBOL:       put(to, "SYMBOL"); break;
    case WEIR_TYPE_COUNT:        put(to, "?"); break;
    }
}

static void put_type(writer *to, weir_type type, bool attribute) {
    put_name(to, type);
    if (!type.nullable && type.id != WEIR_TYPE_NULL)
        put(to, " NOT NULL");
    if (attribute && type.time_attribute == WEIR_TIME_ROWTIME)
        put(to, " *ROWTIME*");
    if (attribute && type.time_attribute == WEIR_TIME_PROCTIME)
        put(to, " *PROCTIME*");
}

const char *weir_type_text(weir_type type, char *out, size_t size) {
    writer to = {out, size, 0};
    if (size != 0)
        out[0] = '\0';
    put_type(&to, type, false);
    return out;
}

const char *weir_type_text_attribute(weir_type type, char *out, size_t size) {
    writer to = {out, size, 0};
    if (size != 0)
        out[0] = '\0';
    put_type(&to, type, true);
    return out;
}
