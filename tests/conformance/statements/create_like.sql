-- case: plain
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n LIKE b; SHOW CREATE TABLE n;

-- case: one more column
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n (z INT) LIKE b; SHOW CREATE TABLE n;

-- case: excluding all
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n (z INT) WITH ('connector' = 'print') LIKE b (EXCLUDING ALL); SHOW CREATE TABLE n;

-- case: excluding all but generated
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n WITH ('connector' = 'print') LIKE b (EXCLUDING ALL INCLUDING GENERATED); SHOW CREATE TABLE n;

-- case: excluding constraints
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n LIKE b (EXCLUDING CONSTRAINTS); SHOW CREATE TABLE n;

-- case: excluding watermarks
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n LIKE b (EXCLUDING WATERMARKS); SHOW CREATE TABLE n;

-- case: excluding generated
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n LIKE b (EXCLUDING GENERATED); SHOW CREATE TABLE n;

-- case: excluding options
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n WITH ('connector' = 'blackhole') LIKE b (EXCLUDING OPTIONS); SHOW CREATE TABLE n;

-- case: options are overwritten
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n WITH ('print-identifier' = 'y') LIKE b; SHOW CREATE TABLE n;

-- case: options that must not
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n WITH ('print-identifier' = 'y') LIKE b (INCLUDING OPTIONS); SHOW CREATE TABLE n;

-- case: overwriting generated
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n (c AS a + 5) LIKE b (OVERWRITING GENERATED); SHOW CREATE TABLE n;

-- case: generated that must not
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n (c AS a + 5) LIKE b; SHOW CREATE TABLE n;

-- case: overwriting watermarks
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n (WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) LIKE b (OVERWRITING WATERMARKS); SHOW CREATE TABLE n;

-- case: watermark that must not
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n (WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) LIKE b; SHOW CREATE TABLE n;

-- case: second key
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n (z INT NOT NULL, PRIMARY KEY (z) NOT ENFORCED) LIKE b; SHOW CREATE TABLE n;

-- case: another key
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n (z INT NOT NULL, PRIMARY KEY (z) NOT ENFORCED) LIKE b (EXCLUDING CONSTRAINTS); SHOW CREATE TABLE n;

-- case: column there already
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n (a INT) LIKE b; SHOW CREATE TABLE n;

-- case: own comment
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n (z INT) COMMENT 'nc' LIKE b; SHOW CREATE TABLE n;

-- case: overwriting all
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n LIKE b (OVERWRITING ALL); SHOW CREATE TABLE n;

-- case: overwriting constraints
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n LIKE b (OVERWRITING CONSTRAINTS); SHOW CREATE TABLE n;

-- case: twice
CREATE TABLE b (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'bc' WITH ('connector' = 'print', 'print-identifier' = 'x'); CREATE TABLE n LIKE b (INCLUDING OPTIONS EXCLUDING OPTIONS); SHOW CREATE TABLE n;

-- case: unknown
CREATE TABLE n LIKE nix;

-- case: a view
CREATE VIEW v AS SELECT 1 AS a; CREATE TABLE n LIKE v;

-- case: of another database
CREATE DATABASE d; CREATE TABLE d.b (a INT) WITH ('connector' = 'print'); CREATE TABLE n LIKE d.b; SHOW CREATE TABLE n;

-- case: partitions
CREATE TABLE b (a INT, p INT) PARTITIONED BY (p) WITH ('connector' = 'print'); CREATE TABLE n LIKE b; SHOW CREATE TABLE n;

-- case: excluding partitions
CREATE TABLE b (a INT, p INT) PARTITIONED BY (p) WITH ('connector' = 'print'); CREATE TABLE n LIKE b (EXCLUDING PARTITIONS); SHOW CREATE TABLE n;

-- case: second partitions
CREATE TABLE b (a INT, p INT) PARTITIONED BY (p) WITH ('connector' = 'print'); CREATE TABLE n PARTITIONED BY (a) LIKE b;

-- case: metadata
CREATE TABLE b (a INT, m STRING METADATA FROM 'file.name' VIRTUAL) WITH ('connector' = 'filesystem', 'path' = '/tmp/none', 'format' = 'json'); CREATE TABLE n LIKE b (EXCLUDING METADATA); SHOW CREATE TABLE n;

