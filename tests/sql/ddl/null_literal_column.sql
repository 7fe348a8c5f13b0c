-- NULL must be cast; then it takes its place in VALUES beside other rows.
CREATE TABLE sink (a INT, b STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT CAST(NULL AS INT), 'x';
INSERT INTO sink VALUES (CAST(NULL AS INT), 'y');
