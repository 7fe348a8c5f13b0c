-- topic: in
-- topic: a
-- topic: b
-- read: a b
-- send: in@1000 NULL | {"id":1}
-- send: in@2000 NULL | {"id":2}
-- Two sinks of one statement set.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE d1 (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-a', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
CREATE TABLE d2 (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-b', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
EXECUTE STATEMENT SET BEGIN
INSERT INTO d1 SELECT id FROM src WHERE id = 1;
INSERT INTO d2 SELECT id FROM src WHERE id = 2;
END;
