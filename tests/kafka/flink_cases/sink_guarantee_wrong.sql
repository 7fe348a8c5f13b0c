-- topic: out
-- error: 2
-- A guarantee that there is not.
CREATE TABLE dst (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json', 'sink.delivery-guarantee' = 'twice');
INSERT INTO dst VALUES (1);
