-- error: 2
-- Refused.
USE CATALOG nix;
