-- error: 2
-- Refused.
CREATE DATABASE nix.d;
