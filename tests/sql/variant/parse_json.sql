-- order: any
-- PARSE_JSON and TRY_PARSE_JSON over a column, printed as SQL and by the print connector.
SELECT id, TRY_PARSE_JSON(j), TRY_PARSE_JSON(j, TRUE), TRY_PARSE_JSON(j) IS NULL FROM (VALUES (1, '{"b":1.50,"a":[3e2,0.1,null,true],"c":{}}'), (2, 'no json'), (3, CAST(NULL AS STRING)), (4, 'null'), (5, '{"a":1,"a":2}'), (6, '12345678901234567890123'), (7, '1E400'), (8, '"te\"xt\u00e9"'), (9, '-0.0'), (10, '9223372036854775807'), (11, '[ ]'), (12, '1.10'), (13, '0.000000000000000000000000000000000000001'), (14, '')) AS t(id, j);
CREATE TABLE p (id INT, v VARIANT) WITH ('connector' = 'print');
INSERT INTO p SELECT id, PARSE_JSON(j, TRUE) FROM (VALUES (1, '{"b":1.50,"a":[3e2,0.1,null,true],"c":{}}'), (3, CAST(NULL AS STRING)), (4, 'null'), (5, '{"a":1,"a":2}'), (8, '"te\"xt\u00e9"')) AS t(id, j);
SELECT TYPEOF(PARSE_JSON(j)), TYPEOF(TRY_PARSE_JSON(j)) FROM (VALUES ('1')) AS t(j);
