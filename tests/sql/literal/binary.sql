-- Binary literals.
SELECT x'', x'00', X'DEADbeef', CAST(x'41' AS STRING);
