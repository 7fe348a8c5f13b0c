-- A metadata column may have another type; the value is cast.
CREATE TABLE t (fname VARCHAR(4) METADATA FROM 'file.name', size INT METADATA FROM 'file.size' VIRTUAL, id INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT * FROM t;
SELECT CHAR_LENGTH(fname), size + 1 FROM t;
