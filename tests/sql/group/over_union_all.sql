-- order: any
-- A group over UNION ALL; each key comes from one side, so its changes have an order.
CREATE TABLE ledger (acc STRING, amt INT, note STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/ledger.jsonl', 'format' = 'json');
CREATE TABLE sink (k STRING, n BIGINT, total INT, notes BIGINT) WITH ('connector' = 'print');
CREATE VIEW sides AS SELECT acc AS k, amt, note FROM ledger UNION ALL SELECT 'note ' || note, -amt, acc FROM ledger WHERE amt <> 10;
INSERT INTO sink SELECT k, COUNT(*), SUM(amt), COUNT(DISTINCT note) FROM sides GROUP BY k;
