-- error: 2
-- A text is no key of dates.
SELECT MAP[DATE '2020-01-01', 'x']['2020-01-01'];
