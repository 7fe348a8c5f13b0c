-- topic: in
-- topic: out
-- read: out
-- send: in@1000 1,"a,b" | x;2.50
-- send: in@2000 2, | y;3
-- CSV in key and value, with options of each.
CREATE TABLE src (id INT, tag STRING, note STRING, n DECIMAL(5, 2)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'csv', 'key.fields' = 'id;tag', 'value.format' = 'csv', 'value.csv.field-delimiter' = ';', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (id INT, tag STRING, note STRING, n DECIMAL(5, 2)) WITH ('connector' = 'print');
CREATE TABLE dst (id INT, tag STRING, note STRING, n DECIMAL(5, 2)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'csv', 'key.csv.null-literal' = 'none', 'key.fields' = 'tag;id', 'value.format' = 'csv', 'value.csv.field-delimiter' = '|');
INSERT INTO out1 SELECT * FROM src;
INSERT INTO dst SELECT id, NULLIF(tag, ''), note, n FROM src;
