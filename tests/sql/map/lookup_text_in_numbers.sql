-- error: 2
-- A text is no key of numbers.
SELECT MAP[1, 'a']['1'];
