-- error: 2
-- Insert unknown column.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, v INT) WITH ('connector' = 'print');
INSERT INTO sink (id, w) SELECT id, v FROM base;
