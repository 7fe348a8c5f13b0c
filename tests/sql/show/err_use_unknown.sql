-- error: 2
-- Refused.
USE nix;
