-- case: analyze
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ANALYZE TABLE p COMPUTE STATISTICS;

-- case: truncate
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
TRUNCATE TABLE p;

-- case: update
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
UPDATE p SET a = 1;

-- case: delete
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
DELETE FROM p WHERE a = 1;

-- case: merge
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
MERGE INTO p USING q ON p.a = q.a WHEN MATCHED THEN UPDATE SET a = 1;

-- case: call
CALL sys.nix();

-- case: begin
BEGIN;

-- case: commit
COMMIT;

-- case: grant
GRANT SELECT ON p TO u;

-- case: help
HELP;

-- case: quit
QUIT;

-- case: source
SOURCE '/x.sql';

-- case: statement set empty
EXECUTE STATEMENT SET BEGIN END;

-- case: statement set select
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'blackhole');
EXECUTE STATEMENT SET BEGIN SELECT 1; END;

-- case: end alone
END;

