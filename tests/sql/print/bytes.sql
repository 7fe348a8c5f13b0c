-- Bytes: a list of signed numbers from the print connector, x'..' in SELECT.
CREATE TABLE sink (a BYTES, b BINARY(2), c VARBINARY(5)) WITH ('connector' = 'print');
INSERT INTO sink SELECT CAST(x'' AS BYTES), CAST(x'00FF' AS BINARY(2)), CAST(x'7F80' AS VARBINARY(5));
SELECT CAST(x'' AS BYTES), CAST(x'00FF' AS BINARY(2)), CAST(x'7F80' AS VARBINARY(5)), CAST('text' AS BYTES);
