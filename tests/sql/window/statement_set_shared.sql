-- order: any
-- Two INSERTs of a statement set read one table: a window and a group, and rows as they are.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE TABLE a (s TIMESTAMP(3), n BIGINT) WITH ('connector' = 'print');
CREATE TABLE b (k STRING, v INT, ts TIMESTAMP(3)) WITH ('connector' = 'print');
EXECUTE STATEMENT SET BEGIN
INSERT INTO a SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE many, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;
INSERT INTO b SELECT k, v, ts FROM many WHERE MOD(id, 100) = 0;
END;
