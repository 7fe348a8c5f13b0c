-- order: any
-- Two INSERTs of a statement set into one table.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (acc STRING, amt INT) WITH ('connector' = 'print');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink SELECT acc, amt FROM ledger WHERE amt > 0;
INSERT INTO sink SELECT LOWER(acc), -amt FROM ledger WHERE amt < 0;
END;
