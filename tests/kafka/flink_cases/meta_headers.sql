-- topic: a
-- read: a
-- Headers are written from a map: none for NULL, nothing for a NULL value.
CREATE TABLE dst (v INT, h MAP<STRING, BYTES> METADATA FROM 'headers') WITH ('connector' = 'kafka', 'topic' = '${CASE}-a', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (1, MAP['source', ENCODE('weir', 'UTF-8')]), (2, CAST(NULL AS MAP<STRING, BYTES>)), (3, MAP['b', x'00ff', 'a', x'', 'none', CAST(NULL AS BYTES)]);
