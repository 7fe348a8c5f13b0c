-- Text in other spellings.
SELECT U&'\00e9\0041', U&'d!0061t' UESCAPE '!', 'it''s', '';
SELECT 'a'
  'b' AS joined;
