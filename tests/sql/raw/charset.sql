-- order: any
-- Texts of the raw format in other character sets than UTF-8; what is no text is U+FFFD.
CREATE TABLE western (line STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/windows-1252.txt', 'format' = 'raw', 'raw.charset' = 'windows-1252');
CREATE TABLE chinese (line STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/gbk.txt', 'format' = 'raw', 'raw.charset' = 'gbk');
SELECT line, CHAR_LENGTH(line) FROM western;
SELECT line, CHAR_LENGTH(line) FROM chinese;
