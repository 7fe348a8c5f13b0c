-- topic: out
-- topic: plain
-- topic: scientific
-- read: out plain scientific
-- Decimals in CSV, in both notations.
CREATE TABLE dst (id INT, n DECIMAL(12, 2), m DECIMAL(20, 10), i DECIMAL(10, 0)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'csv');
CREATE TABLE dst2 (id INT, n DECIMAL(12, 2), m DECIMAL(20, 10), i DECIMAL(10, 0)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-plain', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'csv', 'csv.write-bigdecimal-in-scientific-notation' = 'false');
INSERT INTO dst VALUES (1, 100.00, 0.0000000001, 100), (2, 0.00, 0, 0), (3, -2.50, 1.5, 7), (4, 123.45, 0.0000001000, 1200);
INSERT INTO dst2 VALUES (1, 100.00, 0.0000000001, 100), (2, 0.00, 0, 0), (3, -2.50, 1.5, 7), (4, 123.45, 0.0000001000, 1200);
CREATE TABLE dst3 (id INT, n DECIMAL(12, 2), m DECIMAL(20, 10), i DECIMAL(10, 0)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-scientific', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'csv', 'csv.write-bigdecimal-in-scientific-notation' = 'true');
INSERT INTO dst3 VALUES (1, 100.00, 0.0000000001, 100), (2, 0.00, 0, 0), (3, -2.50, 1.5, 7), (4, 123.45, 0.0000001000, 1200);
