-- order: any
-- PRINTF over columns: flags, widths and what does not fit.
SELECT PRINTF('%s|%5s|%-5s|%.2s|%S', s, s, s, s, s), PRINTF('%d|%5d|%-5d|%05d|%+d|%,d|%(d|%x|%X|%o', i, i, i, i, i, i, i, i, i, i), PRINTF('%f|%.2f|%10.3f|%-10.1f|%e|%.3E|%g|%,.1f', d, d, d, d, d, d, d, d) FROM (VALUES ('text', 42, 1234.5678E0), ('äé', -7, -0.00012E0), ('', 0, 0E0), (CAST(NULL AS STRING), CAST(NULL AS INT), CAST(NULL AS DOUBLE)), ('a longer text', 2147483647, 1E10)) AS t(s, i, d);
SELECT f, PRINTF(f, 7, 'x') FROM (VALUES '%d %s', '%s %s', '%2$s %1$s', '%s %<s', '%s', '%s %s %s', '%d %d', '%', '%q', '%%', 'plain', '', '%5d|%-3s|', '%.1d', '%-d', '%n', '%b %b', '%c %c', CAST(NULL AS STRING)) AS t(f);
SELECT PRINTF('%s %s %s %s %s %s', CAST(1.50 AS DECIMAL(5, 2)), TRUE, TIMESTAMP '2024-01-02 03:04:05', DATE '2024-01-02', CAST(1.5 AS FLOAT), CAST(5 AS BIGINT)), PRINTF('%d %d %x', DATE '1970-01-02', CAST(5 AS TINYINT), CAST(-1 AS SMALLINT)) FROM (VALUES (1)) AS t(i);
