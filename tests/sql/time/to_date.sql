-- TO_DATE with and without a format.
SELECT s, TO_DATE(s) FROM (VALUES ('2024-02-29'), ('29.02.2024'), ('2024-2-9'), ('2023-02-29'), ('x'), (''), ('2024'), ('2024-02-29 12:00:00'), ('1.2.2024')) AS t(s);
SELECT TO_DATE('29.02.2024', 'dd.MM.yyyy'), TO_DATE('20240301', 'yyyyMMdd'), TO_DATE('1.2.2024', 'd.M.yyyy'), TO_DATE(CAST(NULL AS STRING));
