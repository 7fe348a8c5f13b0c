-- case: i into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: i into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: i into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: i into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: i into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: i into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: i into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: i into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: i into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: i into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: i into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: i into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT i FROM mixed WHERE id = 1;

-- case: bi into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: bi into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: bi into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: bi into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: bi into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: bi into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: bi into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: bi into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: bi into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: bi into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: bi into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: bi into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT bi FROM mixed WHERE id = 1;

-- case: d52 into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d52 into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d52 into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d52 into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d52 into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d52 into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d52 into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d52 into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d52 into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d52 into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d52 into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d52 into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT d52 FROM mixed WHERE id = 1;

-- case: d into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: d into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: d into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: d into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: d into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: d into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: d into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: d into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: d into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: d into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: d into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: d into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT d FROM mixed WHERE id = 1;

-- case: f into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: f into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: f into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: f into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: f into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: f into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: f into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: f into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: f into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: f into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: f into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: f into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT f FROM mixed WHERE id = 1;

-- case: n into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: n into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: n into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: n into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: n into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: n into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: n into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: n into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: n into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: n into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: n into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: n into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT n FROM mixed WHERE id = 1;

-- case: nv into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nv into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nv into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nv into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nv into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nv into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nv into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nv into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nv into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nv into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nv into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nv into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT nv FROM mixed WHERE id = 1;

-- case: nc into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: nc into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: nc into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: nc into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: nc into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: nc into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: nc into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: nc into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: nc into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: nc into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: nc into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: nc into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT nc FROM mixed WHERE id = 1;

-- case: bo into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: bo into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: bo into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: bo into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: bo into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: bo into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: bo into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: bo into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: bo into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: bo into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: bo into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: bo into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT bo FROM mixed WHERE id = 1;

-- case: dt into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: dt into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: dt into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: dt into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: dt into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: dt into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: dt into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: dt into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: dt into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: dt into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: dt into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: dt into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT dt FROM mixed WHERE id = 1;

-- case: tm into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: tm into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: tm into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: tm into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: tm into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: tm into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: tm into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: tm into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: tm into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: tm into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: tm into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: tm into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT tm FROM mixed WHERE id = 1;

-- case: ts into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ts into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ts into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ts into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ts into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ts into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ts into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ts into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ts into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ts into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ts into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ts into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT ts FROM mixed WHERE id = 1;

-- case: ltz into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: ltz into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: ltz into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: ltz into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: ltz into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: ltz into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: ltz into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: ltz into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: ltz into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: ltz into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: ltz into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: ltz into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT ltz FROM mixed WHERE id = 1;

-- case: b into INT
CREATE TABLE s (c INT) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: b into DECIMAL(10, 2)
CREATE TABLE s (c DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: b into FLOAT
CREATE TABLE s (c FLOAT) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: b into DOUBLE
CREATE TABLE s (c DOUBLE) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: b into STRING
CREATE TABLE s (c STRING) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: b into CHAR(3)
CREATE TABLE s (c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: b into BOOLEAN
CREATE TABLE s (c BOOLEAN) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: b into DATE
CREATE TABLE s (c DATE) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: b into TIME
CREATE TABLE s (c TIME) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: b into TIMESTAMP(3)
CREATE TABLE s (c TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: b into TIMESTAMP_LTZ(3)
CREATE TABLE s (c TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: b into BYTES
CREATE TABLE s (c BYTES) WITH ('connector' = 'print');
INSERT INTO s SELECT b FROM mixed WHERE id = 1;

-- case: i with bi in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT bi FROM mixed WHERE id = 2;

-- case: i with d52 in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT d52 FROM mixed WHERE id = 2;

-- case: i with d in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT d FROM mixed WHERE id = 2;

-- case: i with f in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT f FROM mixed WHERE id = 2;

-- case: i with n in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT n FROM mixed WHERE id = 2;

-- case: i with nc in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT nc FROM mixed WHERE id = 2;

-- case: i with bo in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT bo FROM mixed WHERE id = 2;

-- case: i with dt in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT dt FROM mixed WHERE id = 2;

-- case: i with tm in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT tm FROM mixed WHERE id = 2;

-- case: i with ts in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT ts FROM mixed WHERE id = 2;

-- case: i with ltz in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT ltz FROM mixed WHERE id = 2;

-- case: i with b in UNION ALL
SELECT i FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: bi with d52 in UNION ALL
SELECT bi FROM mixed WHERE id = 1 UNION ALL SELECT d52 FROM mixed WHERE id = 2;

-- case: bi with d in UNION ALL
SELECT bi FROM mixed WHERE id = 1 UNION ALL SELECT d FROM mixed WHERE id = 2;

-- case: bi with f in UNION ALL
SELECT bi FROM mixed WHERE id = 1 UNION ALL SELECT f FROM mixed WHERE id = 2;

-- case: bi with n in UNION ALL
SELECT bi FROM mixed WHERE id = 1 UNION ALL SELECT n FROM mixed WHERE id = 2;

-- case: bi with nc in UNION ALL
SELECT bi FROM mixed WHERE id = 1 UNION ALL SELECT nc FROM mixed WHERE id = 2;

-- case: bi with bo in UNION ALL
SELECT bi FROM mixed WHERE id = 1 UNION ALL SELECT bo FROM mixed WHERE id = 2;

-- case: bi with dt in UNION ALL
SELECT bi FROM mixed WHERE id = 1 UNION ALL SELECT dt FROM mixed WHERE id = 2;

-- case: bi with tm in UNION ALL
SELECT bi FROM mixed WHERE id = 1 UNION ALL SELECT tm FROM mixed WHERE id = 2;

-- case: bi with ts in UNION ALL
SELECT bi FROM mixed WHERE id = 1 UNION ALL SELECT ts FROM mixed WHERE id = 2;

-- case: bi with ltz in UNION ALL
SELECT bi FROM mixed WHERE id = 1 UNION ALL SELECT ltz FROM mixed WHERE id = 2;

-- case: bi with b in UNION ALL
SELECT bi FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: d52 with d in UNION ALL
SELECT d52 FROM mixed WHERE id = 1 UNION ALL SELECT d FROM mixed WHERE id = 2;

-- case: d52 with f in UNION ALL
SELECT d52 FROM mixed WHERE id = 1 UNION ALL SELECT f FROM mixed WHERE id = 2;

-- case: d52 with n in UNION ALL
SELECT d52 FROM mixed WHERE id = 1 UNION ALL SELECT n FROM mixed WHERE id = 2;

-- case: d52 with nc in UNION ALL
SELECT d52 FROM mixed WHERE id = 1 UNION ALL SELECT nc FROM mixed WHERE id = 2;

-- case: d52 with bo in UNION ALL
SELECT d52 FROM mixed WHERE id = 1 UNION ALL SELECT bo FROM mixed WHERE id = 2;

-- case: d52 with dt in UNION ALL
SELECT d52 FROM mixed WHERE id = 1 UNION ALL SELECT dt FROM mixed WHERE id = 2;

-- case: d52 with tm in UNION ALL
SELECT d52 FROM mixed WHERE id = 1 UNION ALL SELECT tm FROM mixed WHERE id = 2;

-- case: d52 with ts in UNION ALL
SELECT d52 FROM mixed WHERE id = 1 UNION ALL SELECT ts FROM mixed WHERE id = 2;

-- case: d52 with ltz in UNION ALL
SELECT d52 FROM mixed WHERE id = 1 UNION ALL SELECT ltz FROM mixed WHERE id = 2;

-- case: d52 with b in UNION ALL
SELECT d52 FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: d with f in UNION ALL
SELECT d FROM mixed WHERE id = 1 UNION ALL SELECT f FROM mixed WHERE id = 2;

-- case: d with n in UNION ALL
SELECT d FROM mixed WHERE id = 1 UNION ALL SELECT n FROM mixed WHERE id = 2;

-- case: d with nc in UNION ALL
SELECT d FROM mixed WHERE id = 1 UNION ALL SELECT nc FROM mixed WHERE id = 2;

-- case: d with bo in UNION ALL
SELECT d FROM mixed WHERE id = 1 UNION ALL SELECT bo FROM mixed WHERE id = 2;

-- case: d with dt in UNION ALL
SELECT d FROM mixed WHERE id = 1 UNION ALL SELECT dt FROM mixed WHERE id = 2;

-- case: d with tm in UNION ALL
SELECT d FROM mixed WHERE id = 1 UNION ALL SELECT tm FROM mixed WHERE id = 2;

-- case: d with ts in UNION ALL
SELECT d FROM mixed WHERE id = 1 UNION ALL SELECT ts FROM mixed WHERE id = 2;

-- case: d with ltz in UNION ALL
SELECT d FROM mixed WHERE id = 1 UNION ALL SELECT ltz FROM mixed WHERE id = 2;

-- case: d with b in UNION ALL
SELECT d FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: f with n in UNION ALL
SELECT f FROM mixed WHERE id = 1 UNION ALL SELECT n FROM mixed WHERE id = 2;

-- case: f with nc in UNION ALL
SELECT f FROM mixed WHERE id = 1 UNION ALL SELECT nc FROM mixed WHERE id = 2;

-- case: f with bo in UNION ALL
SELECT f FROM mixed WHERE id = 1 UNION ALL SELECT bo FROM mixed WHERE id = 2;

-- case: f with dt in UNION ALL
SELECT f FROM mixed WHERE id = 1 UNION ALL SELECT dt FROM mixed WHERE id = 2;

-- case: f with tm in UNION ALL
SELECT f FROM mixed WHERE id = 1 UNION ALL SELECT tm FROM mixed WHERE id = 2;

-- case: f with ts in UNION ALL
SELECT f FROM mixed WHERE id = 1 UNION ALL SELECT ts FROM mixed WHERE id = 2;

-- case: f with ltz in UNION ALL
SELECT f FROM mixed WHERE id = 1 UNION ALL SELECT ltz FROM mixed WHERE id = 2;

-- case: f with b in UNION ALL
SELECT f FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: n with nc in UNION ALL
SELECT n FROM mixed WHERE id = 1 UNION ALL SELECT nc FROM mixed WHERE id = 2;

-- case: n with bo in UNION ALL
SELECT n FROM mixed WHERE id = 1 UNION ALL SELECT bo FROM mixed WHERE id = 2;

-- case: n with dt in UNION ALL
SELECT n FROM mixed WHERE id = 1 UNION ALL SELECT dt FROM mixed WHERE id = 2;

-- case: n with tm in UNION ALL
SELECT n FROM mixed WHERE id = 1 UNION ALL SELECT tm FROM mixed WHERE id = 2;

-- case: n with ts in UNION ALL
SELECT n FROM mixed WHERE id = 1 UNION ALL SELECT ts FROM mixed WHERE id = 2;

-- case: n with ltz in UNION ALL
SELECT n FROM mixed WHERE id = 1 UNION ALL SELECT ltz FROM mixed WHERE id = 2;

-- case: n with b in UNION ALL
SELECT n FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: nc with bo in UNION ALL
SELECT nc FROM mixed WHERE id = 1 UNION ALL SELECT bo FROM mixed WHERE id = 2;

-- case: nc with dt in UNION ALL
SELECT nc FROM mixed WHERE id = 1 UNION ALL SELECT dt FROM mixed WHERE id = 2;

-- case: nc with tm in UNION ALL
SELECT nc FROM mixed WHERE id = 1 UNION ALL SELECT tm FROM mixed WHERE id = 2;

-- case: nc with ts in UNION ALL
SELECT nc FROM mixed WHERE id = 1 UNION ALL SELECT ts FROM mixed WHERE id = 2;

-- case: nc with ltz in UNION ALL
SELECT nc FROM mixed WHERE id = 1 UNION ALL SELECT ltz FROM mixed WHERE id = 2;

-- case: nc with b in UNION ALL
SELECT nc FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: bo with dt in UNION ALL
SELECT bo FROM mixed WHERE id = 1 UNION ALL SELECT dt FROM mixed WHERE id = 2;

-- case: bo with tm in UNION ALL
SELECT bo FROM mixed WHERE id = 1 UNION ALL SELECT tm FROM mixed WHERE id = 2;

-- case: bo with ts in UNION ALL
SELECT bo FROM mixed WHERE id = 1 UNION ALL SELECT ts FROM mixed WHERE id = 2;

-- case: bo with ltz in UNION ALL
SELECT bo FROM mixed WHERE id = 1 UNION ALL SELECT ltz FROM mixed WHERE id = 2;

-- case: bo with b in UNION ALL
SELECT bo FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: dt with tm in UNION ALL
SELECT dt FROM mixed WHERE id = 1 UNION ALL SELECT tm FROM mixed WHERE id = 2;

-- case: dt with ts in UNION ALL
SELECT dt FROM mixed WHERE id = 1 UNION ALL SELECT ts FROM mixed WHERE id = 2;

-- case: dt with ltz in UNION ALL
SELECT dt FROM mixed WHERE id = 1 UNION ALL SELECT ltz FROM mixed WHERE id = 2;

-- case: dt with b in UNION ALL
SELECT dt FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: tm with ts in UNION ALL
SELECT tm FROM mixed WHERE id = 1 UNION ALL SELECT ts FROM mixed WHERE id = 2;

-- case: tm with ltz in UNION ALL
SELECT tm FROM mixed WHERE id = 1 UNION ALL SELECT ltz FROM mixed WHERE id = 2;

-- case: tm with b in UNION ALL
SELECT tm FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: ts with ltz in UNION ALL
SELECT ts FROM mixed WHERE id = 1 UNION ALL SELECT ltz FROM mixed WHERE id = 2;

-- case: ts with b in UNION ALL
SELECT ts FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: ltz with b in UNION ALL
SELECT ltz FROM mixed WHERE id = 1 UNION ALL SELECT b FROM mixed WHERE id = 2;

-- case: 1 with 'x' in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES (1), ('x')) AS t (c);
DESCRIBE v;
SELECT * FROM v;

-- case: 1 with 2.5 in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES (1), (2.5)) AS t (c);
DESCRIBE v;
SELECT * FROM v;

-- case: 1 with 1E0 in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES (1), (1E0)) AS t (c);
DESCRIBE v;
SELECT * FROM v;

-- case: DATE '2020-01-01' with TIMESTAMP '2020-01-01 00:00:00' in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES (DATE '2020-01-01'), (TIMESTAMP '2020-01-01 00:00:00')) AS t (c);
DESCRIBE v;
SELECT * FROM v;

-- case: 'a' with 'abc' in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES ('a'), ('abc')) AS t (c);
DESCRIBE v;
SELECT * FROM v;

-- case: 1 with TRUE in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES (1), (TRUE)) AS t (c);
DESCRIBE v;
SELECT * FROM v;

-- case: 1 with NULL in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES (1), (NULL)) AS t (c);
DESCRIBE v;
SELECT * FROM v;

-- case: NULL with 'x' in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES (NULL), ('x')) AS t (c);
DESCRIBE v;
SELECT * FROM v;

-- case: x'01' with 'a' in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES (x'01'), ('a')) AS t (c);
DESCRIBE v;
SELECT * FROM v;

-- case: DATE '2020-01-01' with '2020-01-02' in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES (DATE '2020-01-01'), ('2020-01-02')) AS t (c);
DESCRIBE v;
SELECT * FROM v;

-- case: CAST(1 AS FLOAT) with 1.5 in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES (CAST(1 AS FLOAT)), (1.5)) AS t (c);
DESCRIBE v;
SELECT * FROM v;

-- case: CAST(1 AS TINYINT) with CAST(2 AS BIGINT) in VALUES
CREATE TEMPORARY VIEW v AS SELECT * FROM (VALUES (CAST(1 AS TINYINT)), (CAST(2 AS BIGINT))) AS t (c);
DESCRIBE v;
SELECT * FROM v;
