-- Casts of maps: to text, and to maps of other strings and bytes.
SELECT CAST(MAP['a', 'b', 'ccc', 'd e'] AS STRING), CAST(MAP['a', x'41'] AS STRING), CAST(MAP['zeta', 'b', 'mid', CAST(NULL AS STRING)] AS STRING);
SELECT CAST(MAP['zeta', x'41ff', 'alpha', x'', 'mid', CAST(NULL AS BYTES)] AS MAP<STRING, STRING>), CAST(MAP['aa', 'b', 'a', 'c'] AS MAP<STRING, STRING>);
SELECT CAST(MAP['zeta', 'bb', 'alpha', 'c'] AS MAP<VARCHAR(2), CHAR(3)>), CAST(MAP['zeta', 'bb', 'alpha', 'c'] AS MAP<STRING, BYTES>), CAST(MAP['a','b'] AS CHAR(3)), CAST(MAP['a','b'] AS VARCHAR(3));
SELECT CAST(MAP['aa','b'] AS VARCHAR(30)), CAST(MAP['aa','b'] AS CHAR(9)), TRY_CAST(MAP['aa', 'b'] AS MAP<STRING, STRING>);
SELECT CAST(MAP[s, s] AS MAP<VARCHAR(1), STRING>), CAST(m AS STRING) FROM (SELECT s, MAP['k', s] AS m FROM (VALUES 'ab', 'longer than twelve bytes') AS t(s));
