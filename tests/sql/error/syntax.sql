-- error: 2
-- Syntax.
SELEC 1;
