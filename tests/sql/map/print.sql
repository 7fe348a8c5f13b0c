-- What the print connector makes of maps: the order is that of Java's HashMap.
CREATE TABLE maps (id INT, m MAP<STRING, STRING>, b MAP<STRING, BYTES>, v MAP<VARCHAR(30), CHAR(4)>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/maps.jsonl', 'format' = 'json');
CREATE TABLE p (id INT, m MAP<STRING, STRING>, b MAP<STRING, BYTES>, v MAP<VARCHAR(30), CHAR(4)>) WITH ('connector' = 'print');
INSERT INTO p SELECT * FROM maps;
