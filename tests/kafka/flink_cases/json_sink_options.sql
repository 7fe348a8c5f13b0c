-- topic: out
-- read: out
-- Options of the format of a sink.
CREATE TABLE dst (id INT, n DECIMAL(12, 2), s STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json', 'json.encode.decimal-as-plain-number' = 'true', 'json.encode.ignore-null-fields' = 'true');
INSERT INTO dst VALUES (1, 100.00, CAST(NULL AS STRING));
