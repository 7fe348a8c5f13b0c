-- Tables with columns of values with parts, computed columns and a watermark that read fields.
CREATE TABLE s (id INT, r ROW<ts TIMESTAMP(3), y ROW<z STRING, `odd name` INT NOT NULL>>, a ARRAY<INT NOT NULL> NOT NULL, m MAP<STRING, ARRAY<ROW<q DECIMAL(10, 2)>>>, ms MULTISET<STRING>, e AS r.y.z, ts AS r.ts, f AS CARDINALITY(a), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'datagen');
DESCRIBE s;
SHOW CREATE TABLE s;
