-- topic: sql
-- topic: iso
-- read: sql iso
-- Times in both standards, with and without fractions.
CREATE TABLE d1 (da DATE, ti TIME(0), t0 TIMESTAMP(0), t3 TIMESTAMP(3), t6 TIMESTAMP(6), l3 TIMESTAMP_LTZ(3)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-sql', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
CREATE TABLE d2 (da DATE, ti TIME(0), t0 TIMESTAMP(0), t3 TIMESTAMP(3), t6 TIMESTAMP(6), l3 TIMESTAMP_LTZ(3)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-iso', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601');
INSERT INTO d1 VALUES (DATE '2020-12-30', TIME '12:13:14', TIMESTAMP '2020-12-30 12:13:14', TIMESTAMP '2020-12-30 12:13:14.120', TIMESTAMP '2020-12-30 12:13:14.000001', TO_TIMESTAMP_LTZ(1609330394000, 3));
INSERT INTO d2 VALUES (DATE '2020-12-30', TIME '12:13:00', TIMESTAMP '2020-12-30 12:13:00', TIMESTAMP '2020-12-30 12:13:14.120', TIMESTAMP '2020-12-30 12:13:00.000001', TO_TIMESTAMP_LTZ(1609330394123, 3));
