-- Objects and arrays read as STRING are their JSON text.
CREATE TABLE q (id INT, s STRING, extra STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_quirks.jsonl', 'format' = 'json');
SELECT id, s, extra, CHAR_LENGTH(s) FROM q WHERE id IN (5, 6, 7, 8, 9);
