-- CREATE TABLE: options, columns, keys.
CREATE TABLE orders (
  id INT, customer STRING, qty INT, price DECIMAL(10, 2), amount DOUBLE, paid BOOLEAN, day_ DATE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders', 'format' = 'json');
CREATE TABLE clicks (id INT, url STRING, happened TIMESTAMP(3), WATERMARK FOR happened AS happened)
WITH ('connector' = 'filesystem', 'path' = 'clicks', 'format' = 'json');
CREATE TABLE sink (customer STRING, n BIGINT) WITH ('connector' = 'print');
CREATE TABLE files (customer STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'files', 'format' = 'json');

CREATE TABLE t (a INT);
--> 1:14: table 't' has no 'connector'; add WITH ('connector' = '...')

CREATE TABLE t (a INT) WITH ('path' = 'x');
--> 1:14: table 't' has no 'connector'; add WITH ('connector' = '...')

CREATE TABLE t (a INT) WITH ('conector' = 'print');
--> 1:30: unknown option 'conector' - did you mean 'connector'?

CREATE TABLE t (a INT) WITH ('connector' = 'kafak');
--> 1:30: unknown connector 'kafak' - did you mean 'kafka'? there are: blackhole, datagen, filesystem, kafka, print, upsert-kafka

CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = 'x');
--> 1:14: table 't': connector 'filesystem' needs option 'format'; add 'format' = 'json'

CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'format' = 'json');
--> 1:14: table 't': required option 'path' is missing (a file or directory; a directory for tables that are written)

CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'jsno');
--> 1:72: unknown format 'jsno' - did you mean 'json'? there are: canal-json, csv, debezium-json, json, maxwell-json, ogg-json, print, raw

CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'pth' = 'x', 'format' = 'json');
--> 1:58: table 't': unknown option 'pth' - did you mean 'path'?

CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json', 'json.ignore-parse-error' = 'true');
--> 1:91: table 't': unknown option 'json.ignore-parse-error' - did you mean 'json.ignore-parse-errors'?

CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json', 'json.ignore-parse-errors' = 'yes');
--> 1:91: table 't': option 'json.ignore-parse-errors': 'yes' is neither 'true' nor 'false'

CREATE TABLE t (a INT) WITH ('connector' = 'datagen', 'rows-per-second' = 'many');
--> 1:55: table 't': option 'rows-per-second': 'many' is not an integer

CREATE TABLE t (a INT) WITH ('connector' = 'datagen', 'fields.b.kind' = 'sequence');
--> 1:55: table 't': option 'fields.b.kind' is for column 'b', which the table has not

CREATE TABLE t (a INT, a STRING) WITH ('connector' = 'print');
--> 1:24: column 'a' is defined twice

CREATE TABLE t (a INT, b AS c + 1) WITH ('connector' = 'print');
--> 1:29: computed column 'b': unknown column 'c' in table 't'; there is a

CREATE TABLE t (a INT, b AS b + 1) WITH ('connector' = 'print');
--> 1:29: computed column 'b': unknown column 'b' in table 't'; there is a

CREATE TABLE t (a INT, b AS COUNT(a)) WITH ('connector' = 'print');
--> 1:29: computed column 'b': aggregate 'COUNT' cannot stand in a computed column

CREATE TABLE t (a INT, b AS (SELECT 1)) WITH ('connector' = 'print');
--> 1:30: computed column 'b': a query cannot stand in a computed column

CREATE TABLE t (a STRNG) WITH ('connector' = 'print');
--> 1:19: column 'a': unknown type 'STRNG' - did you mean 'STRING'?

CREATE TABLE t (a DECIMAL(40, 2)) WITH ('connector' = 'print');
--> 1:19: column 'a': the precision of DECIMAL must be between 1 and 38, not 40

CREATE TABLE t (a TIMESTAMP(10)) WITH ('connector' = 'print');
--> 1:19: column 'a': the precision of TIMESTAMP must be between 0 and 9, not 10

CREATE TABLE t (a TIMESTAMP WITH TIME ZONE) WITH ('connector' = 'print');
--> 1:19: column 'a': type TIMESTAMP WITH TIME ZONE is not available; use TIMESTAMP_LTZ

CREATE TABLE t (a INT, PRIMARY KEY (a)) WITH ('connector' = 'print');
--> 1:24: write PRIMARY KEY ... NOT ENFORCED: a stream cannot check that a key is unique

CREATE TABLE t (a INT, PRIMARY KEY (b) NOT ENFORCED) WITH ('connector' = 'print');
--> 1:37: PRIMARY KEY: unknown column 'b' in table 't'

CREATE TABLE t (a INT, b INT, PRIMARY KEY (a) NOT ENFORCED, PRIMARY KEY (b) NOT ENFORCED) WITH ('connector' = 'print');
--> 1:61: table 't' has a PRIMARY KEY already

CREATE TABLE t (a INT, UNIQUE (a) NOT ENFORCED) WITH ('connector' = 'print');
--> 1:24: UNIQUE is not available; PRIMARY KEY ... NOT ENFORCED is

CREATE TABLE t (a INT, f STRING METADATA FROM 'file.nam') WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json');
--> 1:24: metadata column 'f': connector 'filesystem' has no metadata 'file.nam'; there are: file.path, file.name, file.size, file.modification-time

CREATE TABLE t (a INT, f STRING METADATA) WITH ('connector' = 'datagen');
--> 1:24: metadata column 'f': connector 'datagen' has no metadata 'f' and no other

CREATE TABLE t (a INT) PARTITIONED BY (b) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json');
--> 1:40: PARTITIONED BY: unknown column 'b' in table 't'

CREATE TABLE orders (a INT) WITH ('connector' = 'print');
--> 1:14: table 'orders' exists already (line 2); DROP it first or write CREATE TABLE IF NOT EXISTS

CREATE TABLE t LIKE nothing_there;
--> 1:21: unknown table 'nothing_there'; CREATE TABLE it first

CREATE TABLE t (a INT) WITH ('connector' = 'print', 'connector' = 'print');
--> 1:53: option 'connector' is given twice

CREATE TABLE t (a INT) WITH ('connector' = 'kafka', 'topic' = 'x', 'format' = 'json');
--> 1:14: table 't': required option 'properties.bootstrap.servers' is missing (brokers to begin with: 'host:port,host:port')

