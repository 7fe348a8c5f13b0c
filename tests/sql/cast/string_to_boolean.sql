-- Text to BOOLEAN.
SELECT s, TRY_CAST(s AS BOOLEAN) FROM (VALUES
  ('true'), ('TRUE'), ('t'), ('T'), ('yes'), ('y'), ('1'), ('on'), ('false'), ('f'), ('No'), ('n'), ('0'), ('off'), (' true '), (''), ('2')) AS t(s);
