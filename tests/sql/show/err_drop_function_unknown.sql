-- error: 2
-- Refused.
DROP FUNCTION nix;
