-- NOT NULL columns are read and written when no NULL comes.
CREATE TABLE src (id INT NOT NULL, v INT NOT NULL) WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT NOT NULL, v INT NOT NULL, w INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, v + 1, NULLIF(v, 1) FROM src;
