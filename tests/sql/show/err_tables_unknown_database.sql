-- error: 2
-- Refused.
SHOW TABLES FROM nix;
