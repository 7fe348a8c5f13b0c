-- error: 2
-- Refused.
DESCRIBE CATALOG nix;
