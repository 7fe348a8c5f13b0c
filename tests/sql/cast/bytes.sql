-- Byte strings to text, to other lengths, and back.
CREATE TABLE bin (id INT, b BYTES)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/bytes.jsonl', 'format' = 'json');
SELECT id, CAST(b AS STRING), CAST(b AS BINARY(3)), CAST(b AS VARBINARY(2)), CAST(CAST(b AS STRING) AS BYTES) FROM bin WHERE id <> 4;
SELECT CAST('añ' AS BYTES), CAST('abc' AS BINARY(5)), CAST('abc' AS VARBINARY(2)), CAST(x'616263' AS STRING), CAST(x'616263' AS CHAR(2)), CAST(x'616263' AS VARCHAR(5));
