-- topic: out
-- read: out
-- Settings of the client by their Java names.
CREATE TABLE dst (a STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json', 'properties.linger.ms' = '5', 'properties.batch.size' = '16384', 'properties.compression.type' = 'lz4', 'properties.acks' = 'all', 'properties.client.id' = 'me', 'properties.request.timeout.ms' = '30000');
INSERT INTO dst VALUES ('x');
