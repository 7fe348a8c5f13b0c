-- topic: out 5
-- read: out
-- Which partition a key has: that of Java's client.
CREATE TABLE dst (k STRING, v INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'key.fields' = 'k', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
INSERT INTO dst VALUES ('a', 1), ('b', 2), ('c', 3), ('alice', 4), ('bob', 5), ('a longer key', 6), ('äöü€', 7), ('', 8), ('0123456789abcdef', 9), ('xyz', 10), ('abcd', 11), ('abcde', 12), ('x', 13), ('y', 14), ('z', 15);
