-- order: any
-- CONVERT_TZ with zones from columns: more of them than are kept, some that are none.
SELECT t, a, b, CONVERT_TZ(t, a, b) AS converted, CONVERT_TZ(t, a, 'UTC') AS utc, CONVERT_TZ(t, 'UTC', b) AS there
FROM (VALUES
  ('2024-03-10 02:30:00', 'America/New_York', 'Europe/Berlin'),
  ('2024-07-01 12:00:00', 'Europe/Berlin', 'Asia/Tokyo'),
  ('2024-11-03 01:30:00', 'America/New_York', 'UTC'),
  ('2024-07-01 12:00:00', 'GMT+8', 'GMT-3:30'),
  ('2024-07-01 12:00:00', 'PST', 'JST'),
  ('2024-07-01 12:00:00', 'Nowhere/Nothing', ''),
  (CAST(NULL AS STRING), 'UTC', 'UTC'),
  ('2024-07-01 12:00:00', CAST(NULL AS STRING), 'UTC'),
  ('not a time', 'UTC', 'Europe/Berlin')) AS z (t, a, b);
SELECT h, m, CONVERT_TZ('2024-07-01 12:00:00', CONCAT('GMT+', h, m), CONCAT('GMT-', h, m)) AS c
FROM (VALUES ('0'), ('1'), ('2'), ('3'), ('4'), ('5'), ('6'), ('7'), ('8'), ('9'), ('10'), ('11')) AS v (h)
CROSS JOIN UNNEST(ARRAY[':00', ':10', ':15', ':20', ':30', ':45']) AS u (m);
