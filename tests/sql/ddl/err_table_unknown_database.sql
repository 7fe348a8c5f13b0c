-- error: 2
-- Refused.
CREATE TABLE nix.t (a INT) WITH ('connector' = 'print');
