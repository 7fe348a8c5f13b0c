-- DESCRIBE shows NOT NULL, keys, computed and metadata columns, watermarks and comments.
CREATE TABLE t (
  id INT NOT NULL COMMENT 'the key', name STRING, total AS id * 2, upper_name AS UPPER(name),
  fname STRING NOT NULL METADATA FROM 'file.name' VIRTUAL, `file.size` BIGINT NOT NULL METADATA,
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,
  PRIMARY KEY (id) NOT ENFORCED
) COMMENT 'a table' WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
DESCRIBE t;
DESC t;
CREATE VIEW v AS SELECT id, total AS twice, ts, name || 'x' AS nx, COUNT(*) AS n FROM t GROUP BY id, total, ts, name;
DESCRIBE v;
