-- Computed columns over columns of the table, metadata and functions.
CREATE TABLE t (id INT, v INT, sq AS v * v, label AS COALESCE(CAST(v AS STRING), '?') || '#' || CAST(id AS STRING), file STRING METADATA FROM 'file.name' VIRTUAL, big AS CASE WHEN v > 2 THEN TRUE ELSE FALSE END)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
DESCRIBE t;
SELECT label, sq, big, id, file FROM t WHERE sq >= 1;
SELECT * FROM t;
