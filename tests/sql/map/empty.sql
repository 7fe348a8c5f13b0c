-- error: 2
-- An empty constructor does not say its types.
SELECT MAP[];
