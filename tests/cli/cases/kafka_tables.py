"""Tables of Kafka that cannot be: refused by `weir check`, at their place, with what to do; no broker is asked."""

from harness import Skip, case, for_each

SERVERS = "'properties.bootstrap.servers' = 'nowhere:9092'"
KAFKA = f"'connector' = 'kafka', 'topic' = 'orders', {SERVERS}"
UPSERT = f"'connector' = 'upsert-kafka', 'topic' = 'orders', {SERVERS}"
PLAIN = "id INT, name STRING, `offset` BIGINT METADATA VIRTUAL, twice AS id * 2"
KEYED = "id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED"

# what, columns, options; the last option stands in line 3 and is what is wrong
BAD_OPTION = [
    ("no such format", PLAIN, KAFKA, "'format' = 'jso'", "did you mean 'json'"),
    ("two formats", PLAIN, KAFKA + ", 'format' = 'json'", "'value.format' = 'json'", "keep one"),
    ("key without a format", PLAIN, KAFKA + ", 'format' = 'json'", "'key.fields' = 'id'", "add 'key.format' = "),
    ("key without columns", PLAIN, KAFKA + ", 'format' = 'json'", "'key.format' = 'raw'", "write 'key.fields' = 'id'"),
    ("unknown key column", PLAIN, KAFKA + ", 'format' = 'json', 'key.format' = 'raw'", "'key.fields' = 'nmae'", "did you mean 'name'"),
    ("computed key column", PLAIN, KAFKA + ", 'format' = 'json', 'key.format' = 'raw'", "'key.fields' = 'twice'", "is computed"),
    ("metadata as key", PLAIN, KAFKA + ", 'format' = 'json', 'key.format' = 'raw'", "'key.fields' = 'offset'", "is metadata"),
    ("prefix of all columns", PLAIN, KAFKA + ", 'format' = 'json', 'key.format' = 'raw', 'key.fields' = 'id'", "'key.fields-prefix' = 'i'", "EXCEPT_KEY"),
    ("prefix that the column has not", PLAIN, KAFKA + ", 'format' = 'json', 'key.format' = 'raw', 'key.fields' = 'id', 'value.fields-include' = 'EXCEPT_KEY'",
     "'key.fields-prefix' = 'k_'", "rename it to 'k_id'"),
    ("no such choice", PLAIN, KAFKA + ", 'format' = 'json'", "'value.fields-include' = 'SOME'", "'EXCEPT_KEY'"),
    ("option of the other way to write it", PLAIN, KAFKA + ", 'value.format' = 'json'", "'json.ignore-parse-errors' = 'true'",
     "'value.json.ignore-parse-errors'"),
    ("option of a format that is not there", PLAIN, KAFKA + ", 'format' = 'json'", "'key.csv.field-delimiter' = ';'", "format 'csv'"),
    ("unknown option", PLAIN, KAFKA + ", 'format' = 'json'", "'scan.startup.mod' = 'earliest-offset'", "did you mean 'scan.startup.mode'"),
    ("no such startup mode", PLAIN, KAFKA + ", 'format' = 'json'", "'scan.startup.mode' = 'earliest'", "earliest-offset"),
    ("changes as key", PLAIN, KAFKA + ", 'format' = 'json', 'key.fields' = 'id'", "'key.format' = 'debezium-json'", "only a value"),
    ("key of inserts", KEYED, KAFKA, "'format' = 'json'", "upsert-kafka"),
    ("upserts with format", KEYED, UPSERT, "'format' = 'json'", "write 'key.format' and 'value.format'"),
    ("upserts with key.fields", KEYED, UPSERT + ", 'key.format' = 'json', 'value.format' = 'json'", "'key.fields' = 'id'", "PRIMARY KEY"),
    ("upserts of changes", KEYED, UPSERT + ", 'key.format' = 'json'", "'value.format' = 'debezium-json'", "connector 'kafka'"),
]

# the whole table is at fault
BAD_TABLE = [
    ("no format", PLAIN, KAFKA, "add 'format' = "),
    ("no servers", PLAIN, "'connector' = 'kafka', 'topic' = 'orders', 'format' = 'json'", "'properties.bootstrap.servers' is missing"),
    ("no topic", PLAIN, f"'connector' = 'kafka', {SERVERS}, 'format' = 'json'", "'topic'"),
    ("upserts without a key format", KEYED, UPSERT + ", 'value.format' = 'json'", "add 'key.format' = "),
    ("upserts without a value format", KEYED, UPSERT + ", 'key.format' = 'json'", "add 'value.format' = "),
    ("upserts without a key", PLAIN, UPSERT + ", 'key.format' = 'json', 'value.format' = 'json'", "PRIMARY KEY"),
    ("no such metadata", "id INT, p INT METADATA FROM 'partitions' VIRTUAL", KAFKA + ", 'format' = 'json'", "there are: .*partition"),
]

# statements over good tables that are refused
TABLES = (f"CREATE TABLE inserts (id INT, name STRING) WITH ({KAFKA}, 'format' = 'json');\n"
          f"CREATE TABLE placed (id INT, `partition` INT METADATA) WITH ({KAFKA}, 'format' = 'json');\n"
          f"CREATE TABLE changes ({KEYED}) WITH ({KAFKA}, 'format' = 'debezium-json');\n"
          f"CREATE TABLE upserts ({KEYED}) WITH ({UPSERT}, 'key.format' = 'json', 'value.format' = 'json');\n")
BAD_STATEMENT = [
    ("updates into inserts", "INSERT INTO inserts SELECT id, MAX(name) FROM inserts GROUP BY id", "doesn't support consuming update changes"),
    ("changes into inserts", "INSERT INTO inserts SELECT id, name FROM changes", "doesn't support consuming update and delete changes"),
    ("upserts into inserts", "INSERT INTO inserts SELECT id, name FROM upserts", r"ChangelogNormalize\(key=\[id\]\)"),
    ("another key", "INSERT INTO upserts SELECT CAST(COUNT(*) AS INT), name FROM inserts GROUP BY name", "PRIMARY KEY of table 'upserts' is not the key of the query"),
    ("metadata that is only read", "INSERT INTO placed SELECT 1, 2", "declare the column METADATA VIRTUAL"),
]


def label(one):
    return one[0]


def need_kafka(t):
    t.script("SHOW CONNECTORS;\n", "connectors.sql")
    if "[upsert-kafka]" not in t.run("run", "connectors.sql", expect=0).out:
        raise Skip("this build has no Kafka")


@for_each(BAD_OPTION, label)
def a_wrong_option_is_refused_at_its_place(t, one):
    _, columns, options, wrong, says = one
    need_kafka(t)
    t.script(f"CREATE TABLE orders ({columns})\nWITH ({options},\n      {wrong});\nSELECT * FROM orders;\n")
    result = t.run("check", "job.sql", expect=2)
    t.matches(result, r"job\.sql:3:7: error: ", says)


@for_each(BAD_TABLE, label)
def a_table_that_lacks_something_is_refused(t, one):
    _, columns, options, says = one
    need_kafka(t)
    t.script(f"CREATE TABLE orders ({columns})\nWITH ({options});\nSELECT * FROM orders;\n")
    result = t.run("check", "job.sql", expect=2)
    t.matches(result, r"job\.sql:1:\d+: error: ", says)


@for_each(BAD_STATEMENT, label)
def a_statement_that_cannot_be_is_refused(t, one):
    _, statement, says = one
    need_kafka(t)
    t.script(TABLES + statement + ";\n")
    result = t.run("check", "job.sql", expect=2)
    t.matches(result, r"job\.sql:5:\d+: error: ", says)


@case
def the_plan_shows_key_and_changes(t):
    need_kafka(t)
    t.script(TABLES + "EXPLAIN INSERT INTO upserts SELECT id, name FROM changes WHERE name <> 'x';\nEXPLAIN SELECT name FROM upserts WHERE id > 1;\n")
    out = t.run("explain", "job.sql", expect=0).out
    t.check("connector=[upsert-kafka], columns=[id, name], -U deletes) +I -U +U -D" in out, out)
    t.check("ChangelogNormalize(key=[id]) +I -U +U -D" in out and "Exchange(by=[id]) +I +U -D" in out, out)
    t.check("where=[(id > 1)]) +I +U -D" in out, out)


SECRETS = [
    "'properties.sasl.password' = 'hunter2', 'properties.nonsense' = '1'",
    "'properties.sasl.jaas.config' = 'x.PlainLoginModule required username=\"u\" password=\"hunter2\";', 'properties.nonsense' = '1'",
    "'properties.sasl.jaas.config' = 'x.OAuthBearerLoginModule required\n  clientId=\"u\" clientSecret=\"hunter2\";'",
    "'properties.ssl.key.password' = 'it''s hunter2', 'properties.security.protocol' = 'nonsense'",
    "'properties.ssl.truststore.password' = 'hunter2', 'properties.ssl.truststore.location' = '/x/store.jks'",
]


@for_each(SECRETS)
def no_message_shows_a_secret(t, options):
    need_kafka(t)
    t.script(f"CREATE TABLE orders ({PLAIN}) WITH ({KAFKA}, 'format' = 'json', {options});\nEXPLAIN SELECT id FROM orders;\nSELECT id FROM orders;\n")
    result = t.run("check", "job.sql", expect=2)
    t.check("hunter2" not in result.out + result.err, result.out + result.err)
