-- error: 2
-- Refused.
SHOW CREATE TABLE nix;
