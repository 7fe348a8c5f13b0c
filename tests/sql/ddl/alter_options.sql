-- Options are set and taken back.
CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = '/tmp/x', 'format' = 'json');
ALTER TABLE t SET ('path' = '/tmp/y', 'json.ignore-parse-errors' = 'true');
SHOW CREATE TABLE t;
ALTER TABLE t RESET ('json.ignore-parse-errors', 'nothing');
ALTER TABLE t SET ();
SHOW CREATE TABLE t;
