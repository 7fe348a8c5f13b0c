-- order: any
-- UNION ALL keeps duplicates; the types widen.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
CREATE TABLE more (id INT, v BIGINT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/more.jsonl', 'format' = 'json');
CREATE TABLE sink (src STRING, id INT, v BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT 'base', id, v FROM base UNION ALL SELECT 'more', id, v FROM more UNION ALL SELECT 'const', 9, 9;
