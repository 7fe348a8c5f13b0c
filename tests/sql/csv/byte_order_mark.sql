-- A byte order mark before the first record of a file is passed over; before any JSON object, too.
CREATE TABLE lines (n INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/byte_order_mark.csv', 'format' = 'csv');
CREATE TABLE objects (n INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/byte_order_mark.json', 'format' = 'json');
SELECT n, s, CHAR_LENGTH(s) AS l FROM lines;
SELECT n, s, CHAR_LENGTH(s) AS l FROM objects;
