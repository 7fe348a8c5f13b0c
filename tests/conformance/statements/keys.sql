-- case: pk MAP<STRING, INT>
CREATE TABLE p (k MAP<STRING, INT> NOT NULL, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk ARRAY<INT>
CREATE TABLE p (k ARRAY<INT> NOT NULL, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk ROW<x INT>
CREATE TABLE p (k ROW<x INT> NOT NULL, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk MULTISET<INT>
CREATE TABLE p (k MULTISET<INT> NOT NULL, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk DOUBLE
CREATE TABLE p (k DOUBLE NOT NULL, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk BYTES
CREATE TABLE p (k BYTES NOT NULL, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk TIMESTAMP_LTZ(3)
CREATE TABLE p (k TIMESTAMP_LTZ(3) NOT NULL, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk VARIANT
CREATE TABLE p (k VARIANT NOT NULL, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk BOOLEAN
CREATE TABLE p (k BOOLEAN NOT NULL, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk DECIMAL(38, 2)
CREATE TABLE p (k DECIMAL(38, 2) NOT NULL, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk nullable
CREATE TABLE p (k INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk computed
CREATE TABLE p (a INT, k AS a + 1, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk metadata
CREATE TABLE p (a INT, k STRING METADATA, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk inline
CREATE TABLE p (k INT PRIMARY KEY NOT ENFORCED, b INT) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk inline enforced
CREATE TABLE p (k INT PRIMARY KEY) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk twice
CREATE TABLE p (k INT PRIMARY KEY NOT ENFORCED, b INT, PRIMARY KEY (b) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE p;

-- case: pk named
CREATE TABLE p (k INT, CONSTRAINT pk PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print'); SHOW CREATE TABLE p;

-- case: unique
CREATE TABLE p (k INT, UNIQUE (k) NOT ENFORCED) WITH ('connector' = 'print'); SHOW CREATE TABLE p;

-- case: unique inline
CREATE TABLE p (k INT UNIQUE NOT ENFORCED) WITH ('connector' = 'print'); SHOW CREATE TABLE p;

-- case: pk same column twice
CREATE TABLE p (k INT, PRIMARY KEY (k, k) NOT ENFORCED) WITH ('connector' = 'print'); SHOW CREATE TABLE p;

-- case: pk unknown
CREATE TABLE p (k INT, PRIMARY KEY (kk) NOT ENFORCED) WITH ('connector' = 'print');

-- case: pk nested
CREATE TABLE p (r ROW<k INT>, PRIMARY KEY (r.k) NOT ENFORCED) WITH ('connector' = 'print');

