-- Comments of both kinds anywhere, and empty statements.
SELECT /* a ; in a comment */ 1, -- ; and here
  2 /* 'unclosed */, '-- not a comment', '/* nor this */';
;
/* between */
SELECT 'it''s; fine' -- last
;
