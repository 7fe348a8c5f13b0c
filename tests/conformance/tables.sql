-- The tables whose rows the expressions are computed over: each has ordinary rows, edge values and NULLs of
-- every type. ${DIR} is this folder.

CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, j INT, nz INT, bi BIGINT, bj BIGINT,
  d52 DECIMAL(5, 2), d10 DECIMAL(10, 0), d18 DECIMAL(18, 6), d38 DECIMAL(38, 18), big DECIMAL(38, 0),
  f FLOAT, d DOUBLE, e DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/tables/numbers.json', 'format' = 'json');

CREATE TABLE texts (
  id INT, s STRING, t STRING, v VARCHAR(10), c CHAR(5), n INT, b BYTES, bb BYTES
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/tables/texts.json', 'format' = 'json');

CREATE TABLE times (
  id INT, dt DATE, dt2 DATE, tm TIME(0), ts0 TIMESTAMP(0), ts3 TIMESTAMP(3), ts3b TIMESTAMP(3), ts6 TIMESTAMP(6),
  ts9 TIMESTAMP(9), ltz TIMESTAMP_LTZ(3), ltz0 TIMESTAMP_LTZ(0), n INT
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/tables/times.json', 'format' = 'json');

CREATE TABLE logic (
  id INT, a BOOLEAN, b BOOLEAN, i INT, s STRING
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/tables/logic.json', 'format' = 'json');

-- Texts that are, nearly are, or are not values of other types.
CREATE TABLE readable (
  id INT, s STRING
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/tables/readable.json', 'format' = 'json');

-- Arrays and maps: empty, with NULLs, with values that are there twice.
CREATE TABLE collections (
  id INT, a ARRAY<INT>, b ARRAY<INT>, s ARRAY<STRING>, d ARRAY<DOUBLE>, aa ARRAY<ARRAY<INT>>, r ARRAY<ROW<x INT, y STRING>>,
  m MAP<STRING, INT>, n MAP<STRING, INT>, i INT, t STRING
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/tables/collections.json', 'format' = 'json');

-- Texts that are JSON, nearly are, or are not.
CREATE TABLE documents (
  id INT, j STRING
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/tables/documents.json', 'format' = 'json');

-- One column of each type, and texts that can all be read as numbers (n, nv, nc), dates (t), times (tt), timestamps (tts), BOOLEANs (y).
CREATE TABLE mixed (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, d52 DECIMAL(5, 2), big DECIMAL(38, 10), f FLOAT, d DOUBLE, bo BOOLEAN,
  dt DATE, tm TIME(0), ts TIMESTAMP(3), ltz TIMESTAMP_LTZ(3), n STRING, nv VARCHAR(5), nc CHAR(3), t STRING, tt STRING, tts STRING,
  y STRING, x STRING, b BYTES
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/tables/mixed.json', 'format' = 'json');

-- One row: documents for filters, functions and paths.
CREATE TABLE json_documents (
  flat STRING, nested STRING, numbers STRING, names STRING
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/tables/json_documents.json', 'format' = 'json');
