-- TIMESTAMPADD of every unit, with clamping of month ends.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, TIMESTAMPADD(SECOND, 90, ts), TIMESTAMPADD(MINUTE, -5, ts), TIMESTAMPADD(HOUR, 24, ts), TIMESTAMPADD(DAY, 1, ts), TIMESTAMPADD(WEEK, -1, ts), TIMESTAMPADD(MONTH, 1, ts), TIMESTAMPADD(QUARTER, 1, ts), TIMESTAMPADD(YEAR, -1, ts), TIMESTAMPADD(DAY, 1, d), TIMESTAMPADD(MONTH, 12, d) FROM times WHERE id NOT IN (7, 8);
