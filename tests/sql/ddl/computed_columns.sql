-- Computed columns use physical columns and functions, in any order of declaration.
CREATE TABLE t (
  id INT, total AS CAST(qty AS DECIMAL(4, 0)) * price, qty INT, price DECIMAL(10, 2),
  label AS UPPER(country) || '-' || CAST(id AS STRING), country STRING, big AS id > 40, ten AS 10
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/orders.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, total DECIMAL(20, 2), label STRING, big BOOLEAN, ten INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, total, label, big, ten FROM t WHERE big OR id < 4;
