-- error: 2
-- Refused.
CREATE DATABASE d;
CREATE TABLE d.t (a INT) WITH ('connector' = 'print');
DROP DATABASE d;
