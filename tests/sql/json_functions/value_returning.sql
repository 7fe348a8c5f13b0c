-- order: any
-- JSON_VALUE with RETURNING of numbers and booleans, over columns.
SELECT id, JSON_VALUE(j, '$.i' RETURNING INTEGER), JSON_VALUE(j, '$.d' RETURNING DOUBLE), JSON_VALUE(j, '$.t' RETURNING BOOLEAN), JSON_VALUE(j, 'lax $.i' RETURNING INTEGER DEFAULT -1 ON EMPTY) FROM (VALUES (1, '{"i": 7, "d": 1.50, "t": true}'), (2, '{"i": -2147483648, "d": 1e-3, "t": false}'), (3, '{}'), (4, 'x'), (5, '{"i": null, "d": null, "t": null}')) AS t(id, j);
SELECT TYPEOF(JSON_VALUE(j, '$.i' RETURNING INTEGER)), TYPEOF(JSON_VALUE(j, '$.d' RETURNING DOUBLE)), TYPEOF(JSON_VALUE(j, '$.d' RETURNING VARCHAR(7))), TYPEOF(JSON_VALUE(j, '$.d')), TYPEOF(JSON_QUERY(j, '$')), TYPEOF(JSON_EXISTS(j, '$')), TYPEOF(j IS JSON) FROM (VALUES ('{}')) AS t(j);
