-- Every scalar type inside of rows and arrays, arrays of arrays and of maps.
CREATE TABLE t (id INT, r ROW<b BOOLEAN, ti TINYINT, si SMALLINT, bi BIGINT, f FLOAT, d DOUBLE, `dec` DECIMAL(10, 2), c CHAR(4), `by` BYTES, dt DATE, ti0 TIME, t6 TIMESTAMP(6), l3 TIMESTAMP_LTZ(3)>, ad ARRAY<DECIMAL(38, 2)>, `at` ARRAY<TIMESTAMP(0)>, ab ARRAY<BOOLEAN>, aa ARRAY<ARRAY<INT>>, am ARRAY<MAP<STRING, STRING>>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_nested_types.jsonl', 'format' = 'json');
CREATE TABLE p (id INT, r ROW<b BOOLEAN, ti TINYINT, si SMALLINT, bi BIGINT, f FLOAT, d DOUBLE, `dec` DECIMAL(10, 2), c CHAR(4), `by` BYTES, dt DATE, ti0 TIME, t6 TIMESTAMP(6), l3 TIMESTAMP_LTZ(3)>, ad ARRAY<DECIMAL(38, 2)>, `at` ARRAY<TIMESTAMP(0)>, ab ARRAY<BOOLEAN>, aa ARRAY<ARRAY<INT>>, am ARRAY<MAP<STRING, STRING>>) WITH ('connector' = 'print');
SET 'table.local-time-zone' = 'UTC';
INSERT INTO p SELECT * FROM t;
