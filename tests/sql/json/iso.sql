-- ISO-8601 timestamps.
CREATE TABLE iso (id INT, ts TIMESTAMP(3), z TIMESTAMP_LTZ(3), d DATE, t TIME)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_iso.jsonl', 'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601');
SELECT * FROM iso;
