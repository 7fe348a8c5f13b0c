/* Proves how tables of messages divide their columns into key and value, and each mistake in it. */
#include "batch/table_info.h"
#include "check.h"
#include "planner/fixture.h"

#define KAFKA "'connector' = 'kafka', 'topic' = 't'"
#define UPSERT "'connector' = 'upsert-kafka', 'topic' = 't'"
#define COLUMNS "(a INT, b STRING, m BIGINT METADATA FROM 'offset' VIRTUAL, c AS a + 1, d DOUBLE)"
#define KEYED "(a INT, b STRING, d DOUBLE, PRIMARY KEY (b, a) NOT ENFORCED)"

static const struct {
    const char *sql, *expected;
} mistakes[] = {
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ")", "1:14: table 't': connector 'kafka' needs option 'format'; add 'format' = 'json'"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ",\n'format' = 'json',\n'value.format' = 'json')",
     "3:1: table 't': 'format' (line 2) and 'value.format' both say how values are written; keep one"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ",\n'value.format' = 'jsn')",
     "2:1: unknown format 'jsn' - did you mean 'json'? there are: json, csv, raw, debezium-json"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json',\n'key.format' = 'print', 'key.fields' = 'a')",
     "2:1: unknown format 'print'; there are: json, csv, raw, debezium-json"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json',\n'key.fields' = 'a')",
     "2:1: table 't': 'key.fields' needs 'key.format', which says how the key is written; add 'key.format' = 'json'"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json',\n'key.format' = 'raw')",
     "2:1: table 't': 'key.format' needs 'key.fields', which says what columns the key has; write 'key.fields' = 'a' or more of them with ';' between"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json', 'key.format' = 'raw',\n'key.fields' = ' ; ')",
     "2:1: table 't': 'key.format' needs 'key.fields', which says what columns the key has; write 'key.fields' = 'a' or more of them with ';' between"},
    {"CREATE TABLE t (amount INT, b STRING) WITH (" KAFKA ", 'format' = 'json', 'key.format' = 'raw',\n'key.fields' = 'amout')",
     "2:1: table 't': 'key.fields' names column 'amout', which the table has not - did you mean 'amount'? there are: amount, b"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json', 'key.format' = 'raw',\n'key.fields' = 'c')",
     "2:1: table 't': 'key.fields' names column 'c', which is computed; only stored columns can be in the key"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json', 'key.format' = 'raw',\n'key.fields' = 'm')",
     "2:1: table 't': 'key.fields' names column 'm', which is metadata; only stored columns can be in the key"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json', 'key.format' = 'json',\n'key.fields' = 'a;a')",
     "2:1: table 't': 'key.fields' names column 'a' twice"},
    {"CREATE TABLE t (k_a INT, b STRING) WITH (" KAFKA ", 'format' = 'json', 'key.format' = 'raw', 'key.fields' = 'k_a',\n'key.fields-prefix' = 'k_')",
     "2:1: table 't': 'key.fields-prefix' needs 'value.fields-include' = 'EXCEPT_KEY': else the key's columns are in the value too, under names that it "
     "has not"},
    {"CREATE TABLE t (k_a INT, b STRING) WITH (" KAFKA ", 'format' = 'json', 'key.format' = 'json', 'key.fields' = 'k_a;b', 'value.fields-include' = "
     "'EXCEPT_KEY',\n'key.fields-prefix' = 'k_')",
     "2:1: table 't': 'key.fields-prefix' is 'k_', and key column 'b' does not begin with it; rename it to 'k_b'"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json',\n'value.fields-include' = 'NONE')",
     "2:1: table 't': option 'value.fields-include': 'NONE' is neither 'ALL' nor 'EXCEPT_KEY'"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'value.format' = 'json',\n'json.ignore-parse-errors' = 'true')",
     "2:1: table 't': option 'json.ignore-parse-errors' belongs to no format; 'value.format' = 'json' takes 'value.json.ignore-parse-errors'"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json',\n'value.json.ignore-parse-errors' = 'true')",
     "2:1: table 't': option 'value.json.ignore-parse-errors' belongs to no format; 'format' = 'json' takes 'json.ignore-parse-errors'"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json',\n'key.csv.field-delimiter' = 'x')",
     "2:1: table 't': option 'key.csv.field-delimiter' is for format 'csv', and this table has format 'json'"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json', 'key.format' = 'json', 'key.fields' = 'a',\n'key.json.ignore-parse-error' = 'true')",
     "2:1: table 't': unknown option 'key.json.ignore-parse-error' - did you mean 'key.json.ignore-parse-errors'?"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json', 'key.format' = 'json', 'key.fields' = 'a',\n'key.json.ignore-parse-errors' = 'maybe')",
     "2:1: table 't': option 'key.json.ignore-parse-errors': 'maybe' is neither 'true' nor 'false'"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json',\n'key.field' = 'a')", "2:1: table 't': unknown option 'key.field' - did you mean 'key.fields'?"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json',\n'propertys.group.id' = 'a')",
     "2:1: table 't': unknown option 'propertys.group.id' of connector 'kafka'; there are: connector, format, value.format, value.fields-include, key.format, "
     "key.fields-prefix, key.fields, topic, properties.*, sink.delivery-guarantee, json.ignore-parse-errors"},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json',\n'key.format' = 'debezium-json', 'key.fields' = 'a')",
     "2:1: table 't': 'debezium-json' cannot be the format of a key: it tells of changes, and a key is only a value; use a format such as 'json' or 'raw'"},
    {"CREATE TABLE t " KEYED " WITH (" KAFKA ",\n'format' = 'json')",
     "2:1: The Kafka table 't' with 'json' format doesn't support defining PRIMARY KEY constraint on the table: such messages cannot change or delete a row; "
     "leave PRIMARY KEY out, or use connector 'upsert-kafka' or a format such as 'debezium-json'"},
    {"CREATE TABLE t (a INT, b STRING) PARTITIONED BY (b) WITH (" KAFKA ", 'format' = 'json')",
     "1:14: table 't': PARTITIONED BY is for tables of files; connector 'kafka' has partitions of its own"},
    {"CREATE TABLE t " KEYED " WITH (" UPSERT ",\n'format' = 'json', 'key.format' = 'json')",
     "2:1: table 't': connector 'upsert-kafka' has no option 'format'; write 'key.format' and 'value.format'"},
    {"CREATE TABLE t " KEYED " WITH (" UPSERT ", 'key.format' = 'json')",
     "1:14: table 't': connector 'upsert-kafka' needs option 'value.format'; add 'value.format' = 'json'"},
    {"CREATE TABLE t " KEYED " WITH (" UPSERT ", 'value.format' = 'json')",
     "1:14: table 't': connector 'upsert-kafka' needs option 'key.format', for the PRIMARY KEY; add 'key.format' = 'json'"},
    {"CREATE TABLE t " KEYED " WITH (" UPSERT ", 'value.format' = 'json', 'key.format' = 'json',\n'key.fields' = 'a')",
     "2:1: table 't': connector 'upsert-kafka' has no option 'key.fields': its key is the PRIMARY KEY"},
    {"CREATE TABLE t " COLUMNS " WITH (" UPSERT ", 'value.format' = 'json', 'key.format' = 'json')",
     "1:14: table 't': connector 'upsert-kafka' needs PRIMARY KEY (...) NOT ENFORCED: its columns are the key of the message, and say which row is changed or "
     "deleted"},
    {"CREATE TABLE t " KEYED " WITH (" UPSERT ", 'key.format' = 'json',\n'value.format' = 'debezium-json')",
     "2:1: table 't': connector 'upsert-kafka' takes no format 'debezium-json' for values: which row changes is said by the key already; use a format such as "
     "'json', or connector 'kafka'"},
    {"CREATE TABLE t " KEYED " WITH (" UPSERT ", 'key.format' = 'json', 'value.format' = 'json',\n'key.fields-prefix' = 'k_')",
     "2:1: table 't': 'key.fields-prefix' needs 'value.fields-include' = 'EXCEPT_KEY': else the key's columns are in the value too, under names that it "
     "has not"},
    {"CREATE TABLE t (a INT, b STRING) WITH (" KAFKA ", 'value.format' = 'csv');\nINSERT INTO t VALUES (1, 'x')",
     "2:13: table 't': format 'csv' cannot write messages"},
    {"CREATE TABLE t (a INT, b STRING) WITH (" KAFKA ", 'value.format' = 'csv');\nSELECT * FROM t",
     "2:15: table 't': format 'csv' cannot read messages"},
    {"CREATE TABLE t (a INT, b STRING) WITH (" KAFKA ", 'value.format' = 'raw', 'key.format' = 'raw', 'key.fields' = 'a');\nSELECT a FROM t",
     "2:15: table 't': raw has 2 columns"},
    {"CREATE TABLE t (a INT, b STRING) WITH (" KAFKA ", 'value.format' = 'json', 'key.format' = 'raw', 'key.fields' = 'a;b');\nINSERT INTO t VALUES (1, 'x')",
     "2:13: table 't': raw has 2 columns"},
    {"CREATE TABLE t (a INT, b STRING) WITH (" KAFKA ", 'value.format' = 'json');\nSELECT * FROM t /*+ OPTIONS('key.fields' = 'a') */",
     "2:29: table 't': 'key.fields' needs 'key.format', which says how the key is written; add 'key.format' = 'json'"},
};

static const struct {
    const char *sql, *expected;
} metadata[] = {
    {"CREATE TABLE t (a INT, `offset` BIGINT METADATA) WITH (" KAFKA ", 'format' = 'json');\nINSERT INTO t VALUES (1, 2)",
     "2:13: Invalid metadata key 'offset' in column 'offset' of table 't': it can be read only; declare the column METADATA VIRTUAL. What connector 'kafka' can "
     "write: timestamp"},
    {"CREATE TABLE t (a INT, o BIGINT METADATA FROM 'offset') WITH (" KAFKA ", 'format' = 'json');\nINSERT INTO t VALUES (1, 2)",
     "2:13: Invalid metadata key 'offset' in column 'o' of table 't': it can be read only; declare the column METADATA FROM 'offset' VIRTUAL. What connector "
     "'kafka' can write: timestamp"},
    {"CREATE TABLE t (a INT, n STRING METADATA FROM 'file.name') WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json');\nINSERT INTO t VALUES (1, 'x')",
     "2:13: column 'n' of table 't' is metadata, and connector 'filesystem' writes none; declare it METADATA FROM 'file.name' VIRTUAL, so that it is only read"},
    {"CREATE TABLE t (a INT, s STRING METADATA FROM 'value.source' VIRTUAL) WITH (" KAFKA ", 'format' = 'debezium-json')",
     "1:24: metadata column 's': connector 'kafka' has no metadata 'value.source'; there are: offset, timestamp, value.source.table"},
    {"CREATE TABLE t (a INT, s STRING METADATA FROM 'value.source.table' VIRTUAL) WITH (" KAFKA ", 'format' = 'json')",
     "1:24: metadata column 's': connector 'kafka' has no metadata 'value.source.table'; there are: offset, timestamp"},
    {"CREATE TABLE t (a INT, s STRING METADATA FROM 'source.table' VIRTUAL) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'debezium-json')",
     "1:24: metadata column 's': connector 'filesystem' has no metadata 'source.table'; there are: file.name, file.size"},
    {"CREATE TABLE t (a INT, s VARCHAR(3) METADATA FROM 'value.source.table') WITH (" KAFKA ", 'format' = 'debezium-json'); SELECT s FROM t",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[s]) +I -U +U -D\n"
     "+- Source(table=[t], connector=[kafka], columns=[s], select=[CAST(s AS VARCHAR(3)) AS s]) +I -U +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"CREATE TABLE t (a INT, m BIGINT METADATA FROM 'timestamp') WITH (" KAFKA ", 'format' = 'json')",
     "1:24: there is no cast from TIMESTAMP_LTZ(3) to BIGINT; use UNIX_TIMESTAMP(CAST(x AS STRING))"},
    {"CREATE TABLE t (a INT, o BIGINT METADATA FROM 'offset' VIRTUAL, m STRING METADATA FROM 'timestamp', b STRING) WITH (" KAFKA
     ", 'format' = 'json');\nINSERT INTO t VALUES (1, 'x')",
     "2:15: the query has 2 columns, and 3 are to be written into table 't': a, m, b"},
    {"CREATE TABLE t (a INT, o BIGINT METADATA FROM 'offset' VIRTUAL, m STRING METADATA FROM 'timestamp', b STRING) WITH (" KAFKA
     ", 'format' = 'json');\nINSERT INTO t (o) VALUES (1)",
     "2:16: column 'o' of table 't' is VIRTUAL and cannot be written"},
    {"CREATE TABLE t (a INT, o BIGINT METADATA FROM 'offset' VIRTUAL, m TIMESTAMP(3) METADATA FROM 'timestamp', b STRING) WITH (" KAFKA
     ", 'format' = 'json'); INSERT INTO t SELECT id, ts, customer FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[t], connector=[kafka], columns=[a, m, b], metadata=[timestamp FROM m]) +I\n"
     "+- Calc(select=[id AS a, CAST(ts AS TIMESTAMP_LTZ(3)) AS m, customer AS b]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, exactly once\n"},
    {"CREATE TABLE t (`timestamp` TIMESTAMP_LTZ(3) METADATA, a INT NOT NULL) WITH (" KAFKA ", 'format' = 'json'); INSERT INTO t (a) SELECT id FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[t], connector=[kafka], columns=[timestamp, a], metadata=[timestamp]) +I\n"
     "+- Calc(select=[NULL AS timestamp, id AS a]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, exactly once\n"},
};

TEST(metadata_is_written) {
    for (size_t i = 0; i < sizeof metadata / sizeof metadata[0]; i++) {
        session *s = session_open();
        CHECK_STR_EQ(answer(s, PRELUDE), "done");
        const char *text = answer(s, metadata[i].sql);
        if (strcmp(text, metadata[i].expected) != 0) {
            printf("%s\n", metadata[i].sql);
            CHECK_STR_EQ(text, metadata[i].expected);
        }
        session_close(s);
    }
}

TEST(refused) {
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        session    *s = session_open();
        const char *text = answer(s, mistakes[i].sql);
        if (strcmp(text, mistakes[i].expected) != 0) {
            printf("%s\n", mistakes[i].sql);
            CHECK_STR_EQ(text, mistakes[i].expected);
        }
        session_close(s);
    }
}

static const char *columns_text(session *s, const weir_schema *schema, const uint32_t *columns, uint32_t count) {
    const char *text = "";
    for (uint32_t i = 0; i < count; i++)
        text = wr_arena_printf(s->arena, "%s%s%u:%s", text, i ? " " : "", columns[i], schema->fields[columns[i]].name);
    return text;
}

/* "key | value | primary key", as indexes of this schema. */
static const char *division(session *s, const wr_table *table, const weir_schema *schema) {
    weir_table_info info;
    wr_table_info_of(table, schema, NULL, NULL, "UTC", NULL, &info);
    return wr_arena_printf(s->arena, "%s | %s | %s", columns_text(s, schema, info.key_columns, info.key_column_count),
                           columns_text(s, schema, info.value_columns, info.value_column_count),
                           columns_text(s, schema, info.primary_key, info.primary_key_count));
}

static const struct {
    const char *sql, *physical, *read, *write;
} divided[] = {
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'format' = 'json')", " | 0:a 1:b 2:d | ", " | 0:a 1:b 3:d | ", " | 0:a 1:b 2:d | "},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'value.format' = 'json', 'key.format' = 'raw', 'key.fields' = 'd')",
     "2:d | 0:a 1:b 2:d | ", "3:d | 0:a 1:b 3:d | ", "2:d | 0:a 1:b 2:d | "},
    {"CREATE TABLE t " COLUMNS " WITH (" KAFKA ", 'value.format' = 'json', 'key.format' = 'json', 'key.fields' = ' d; a;', 'value.fields-include' = 'except_key')",
     "2:d 0:a | 1:b | ", "3:d 0:a | 1:b | ", "2:d 0:a | 1:b | "},
    {"CREATE TABLE t (moment TIMESTAMP_LTZ(3) METADATA FROM 'timestamp', a INT, b STRING, PRIMARY KEY (b) NOT ENFORCED) WITH (" KAFKA
     ", 'format' = 'debezium-json', 'key.format' = 'raw', 'key.fields' = 'b')",
     "1:b | 0:a 1:b | 1:b", "2:b | 1:a 2:b | 2:b", "2:b | 1:a 2:b | 2:b"},
    {"CREATE TABLE t " KEYED " WITH (" UPSERT ", 'key.format' = 'json', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY')",
     "1:b 0:a | 2:d | 1:b 0:a", "1:b 0:a | 2:d | 1:b 0:a", "1:b 0:a | 2:d | 1:b 0:a"},
    {"CREATE TABLE base " KEYED " WITH (" UPSERT ", 'key.format' = 'json', 'value.format' = 'json'); CREATE TABLE t (e INT) WITH ('topic' = 'u') LIKE base",
     "1:b 0:a | 0:a 1:b 2:d 3:e | 1:b 0:a", "1:b 0:a | 0:a 1:b 2:d 3:e | 1:b 0:a", "1:b 0:a | 0:a 1:b 2:d 3:e | 1:b 0:a"},
};

TEST(columns_are_divided) {
    for (size_t i = 0; i < sizeof divided / sizeof divided[0]; i++) {
        session *s = session_open();
        if (!CHECK_STR_EQ(answer(s, divided[i].sql), "done")) {
            printf("%s\n", divided[i].sql);
            session_close(s);
            continue;
        }
        const wr_table *table = wr_catalog_find(s->catalog, "t");
        CHECK_STR_EQ(division(s, table, table->views[WR_VIEW_PHYSICAL].schema), divided[i].physical);
        CHECK_STR_EQ(division(s, table, wr_table_read_schema(table, s->arena, NULL)), divided[i].read);
        CHECK_STR_EQ(division(s, table, wr_table_write_schema(table, s->arena, NULL)), divided[i].write);
        session_close(s);
    }
}

TEST(formats_see_their_part) {
    session        *s = session_open();
    weir_table_info info, part;
    bool            needed[] = {false, true, true};
    CHECK_STR_EQ(answer(s, "CREATE TABLE t (k_a INT, b STRING, k_d DOUBLE) WITH (" KAFKA ", 'value.format' = 'json', 'key.format' = 'json', "
                           "'key.fields' = 'k_d;k_a', 'key.fields-prefix' = 'k_', 'value.fields-include' = 'EXCEPT_KEY', "
                           "'key.json.ignore-parse-errors' = 'true', 'properties.bootstrap.servers' = 'x:1', 'properties.sasl.mechanism' = 'PLAIN')"),
                 "done");
    const wr_table *table = wr_catalog_find(s->catalog, "t");
    wr_table_info_of(table, table->views[WR_VIEW_PHYSICAL].schema, needed, NULL, "UTC", NULL, &info);
    CHECK_STR_EQ(info.key_prefix, "k_");
    CHECK_STR_EQ(weir_options_text(info.options, "properties.sasl.mechanism"), "PLAIN");
    wr_table_info_of_key(&info, s->arena, &part);
    CHECK_UINT_EQ(part.schema->field_count, 2);
    CHECK_STR_EQ(part.schema->fields[0].name, "d");
    CHECK_STR_EQ(part.schema->fields[1].name, "a");
    CHECK(part.needed[0] && !part.needed[1]);
    CHECK(weir_options_bool(part.format_options, "ignore-parse-errors", false));
    wr_table_info_of_value(&info, s->arena, &part);
    CHECK_UINT_EQ(part.schema->field_count, 1);
    CHECK_STR_EQ(part.schema->fields[0].name, "b");
    CHECK(part.needed[0]);
    CHECK(!weir_options_bool(part.format_options, "ignore-parse-errors", false));
    session_close(s);
}

int main(void) {
    RUN(refused);
    RUN(metadata_is_written);
    RUN(columns_are_divided);
    RUN(formats_see_their_part);
    return CHECK_RESULT();
}
