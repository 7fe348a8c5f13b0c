-- File metadata: the name and the size of the file a row came from.
CREATE TABLE t (id INT, v INT, fname STRING NOT NULL METADATA FROM 'file.name', `file.size` BIGINT NOT NULL METADATA)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
CREATE TABLE sink (fname STRING, id INT, size BIGINT, v INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT fname, id, `file.size`, v FROM t;
SELECT * FROM t;
SELECT fname FROM t WHERE id = 2;
