-- Values of maps by key, NULL where there is none; maps as conditions and in counts.
CREATE TABLE maps (id INT, m MAP<STRING, STRING>, b MAP<STRING, BYTES>, v MAP<VARCHAR(30), CHAR(4)>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/maps.jsonl', 'format' = 'json');
SELECT * FROM maps;
SELECT id, m['trace-id'], m['none'], b['k'], CARDINALITY(m), m IS NULL, b IS NOT NULL FROM maps;
SELECT id, m['zeta'], m['alpha'], m['n'], m['t'], m['o'], m['日本'], CHAR_LENGTH(m['trace-id']) FROM maps WHERE CARDINALITY(m) > 0;
SELECT id, v['longer key than inline'], v[''], m[v['x']] FROM maps WHERE m['trace-id'] IS NOT NULL OR v IS NULL;
SELECT id, DECODE(b['k'], 'UTF-8'), m[CAST(NULL AS STRING)] FROM maps WHERE m['source'] IN ('web', '15');
SELECT TYPEOF(m), TYPEOF(b), TYPEOF(v), TYPEOF(m['a']), TYPEOF(b['a']), TYPEOF(CARDINALITY(m)) FROM maps WHERE id = 1;
