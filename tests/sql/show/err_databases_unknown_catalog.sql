-- error: 2
-- Refused.
SHOW DATABASES FROM nix;
