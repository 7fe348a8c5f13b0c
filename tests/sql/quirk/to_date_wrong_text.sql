-- TO_DATE with a format gives a far date for text that does not fit it.
SELECT TO_DATE('x', 'dd.MM.yyyy'), TO_DATE('2024-02-29', 'dd.MM.yyyy');
