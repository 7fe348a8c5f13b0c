-- OVERLAY of no characters replaces everything after the place.
SELECT OVERLAY('abcdef' PLACING 'X' FROM 1 FOR 0), OVERLAY('abcdef' PLACING 'X' FROM 3 FOR 0), OVERLAY('abcdef' PLACING 'XY' FROM 3 FOR 1);
