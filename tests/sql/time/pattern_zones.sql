-- order: any
-- Zones in patterns: that of the session where a time is written, that of the text where one is read; the old calendar.
SET 'table.local-time-zone' = 'America/New_York';
SELECT e, FROM_UNIXTIME(e, 'G yyyy-MM-dd HH:mm:ss z zzzz Z X XX mmXXX') FROM (VALUES CAST(0 AS BIGINT), 1720000000, 1704067200, 1710054000, 1730613599, 1730613600, -5000000000, -12219292801, -15000000000, -65000000000) AS t(e);
SELECT s, UNIX_TIMESTAMP(s, 'EEE, dd MMM yyyy HH:mm:ss z'), TO_TIMESTAMP(s, 'EEE, dd MMM yyyy HH:mm:ss z'), TO_TIMESTAMP_LTZ(s, 'EEE, dd MMM yyyy HH:mm:ss z', 'Asia/Tokyo') FROM (VALUES 'Fri, 09 Feb 2024 17:04:05 GMT', 'Fri, 09 Feb 2024 17:04:05 EST', 'Fri, 09 Feb 2024 17:04:05 EDT', 'Fri, 09 Feb 2024 17:04:05 CST', 'Fri, 09 Feb 2024 17:04:05 IST', 'Fri, 09 Feb 2024 17:04:05 +0530', 'Tue, 09 Jul 2024 17:04:05 PST', 'Tue, 09 Jul 2024 17:04:05 GMT+02:00', 'Tue, 09 Jul 2024 17:04:05 Eastern Daylight Time', 'Tue, 09 Jul 2024 17:04:05 nowhere') AS t(s);
SELECT s, TO_DATE(s, 'yyyy-MM-dd HH:mmXXX'), UNIX_TIMESTAMP(s, 'yyyy-MM-dd HH:mmXXX'), TO_TIMESTAMP(s, 'yyyy-MM-dd HH:mmXXX') FROM (VALUES '2024-02-09 23:00-05:00', '2024-02-09 01:00+05:30', '2024-02-09 01:00Z', '1500-02-29 01:00-05:00') AS t(s);
SELECT s, UNIX_TIMESTAMP(s), DATE_FORMAT(s, 'EEE z HH:mmXXX'), CONVERT_TZ(s, 'America/New_York', 'Asia/Kolkata') FROM (VALUES '2024-03-10 02:30:00', '2024-11-03 01:30:00', '1900-01-01 00:00:00', '1899-12-31 18:59:59', '1582-10-04 00:00:00', '1582-10-10 00:00:00', '0001-01-01 00:00:00') AS t(s);
SET 'table.local-time-zone' = 'Asia/Shanghai';
SELECT s, UNIX_TIMESTAMP(s, 'yyyy-MM-dd HH:mm z'), FROM_UNIXTIME(UNIX_TIMESTAMP(s, 'yyyy-MM-dd HH:mm z'), 'HH:mm z zzzz') FROM (VALUES '2024-02-09 23:00 CST', '2024-02-09 23:00 EST') AS t(s);
SET 'table.local-time-zone' = 'GMT+05:30';
SELECT FROM_UNIXTIME(e, 'z zzzz HH:mmXXX') FROM (VALUES CAST(0 AS BIGINT), 1720000000) AS t(e);
