-- error: 2
-- VARIANTs have no order.
SELECT PARSE_JSON('1') < PARSE_JSON('2');
