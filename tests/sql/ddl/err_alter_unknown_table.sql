-- error: 2
-- Refused.
ALTER TABLE nix ADD b INT;
