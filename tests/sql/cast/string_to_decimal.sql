-- Text to DECIMAL: rounded half up; NULL when it does not fit. (The column is nullable.)
SELECT s, TRY_CAST(NULLIF(s, 'none') AS DECIMAL(5, 2)), TRY_CAST(NULLIF(s, 'none') AS DECIMAL(38, 0)), TRY_CAST(NULLIF(s, 'none') AS DECIMAL(8, 6)), TRY_CAST(NULLIF(s, 'none') AS DECIMAL(1, 0)) FROM (VALUES
  ('1.5'), (' 2 '), ('1.005'), ('1e2'), ('1000'), ('-999.994'), (''), ('.5'), ('5.'), ('+3'), ('99999999999999999999999999999999999999'), ('1E-5'), ('-0.5'), ('0.05')) AS t(s);
