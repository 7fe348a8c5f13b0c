-- String literals: quotes, unicode, escapes, concatenation across lines.
SELECT 'plain', '', 'it''s', 'two ''''', 'tab	inside', '日本語 🍎', U&'\00e9\65e5', 'back\slash\n', '--x', 'new
line', 'a' 
'b';
