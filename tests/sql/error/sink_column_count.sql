-- error: 2
-- Sink column count.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, v FROM base;
