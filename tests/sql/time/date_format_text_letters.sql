-- DATE_FORMAT of text and FROM_UNIXTIME use Java's older patterns: u is the day of the week, S milliseconds.
CREATE TABLE sink (a STRING, b STRING, c STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT DATE_FORMAT('2024-12-31 12:34:56', 'YYYY w ww W u uu uuuu DD D EEEEE EEEE EE E MMMMM MMMM MMM M y yy yyy yyyyy SSS S SSSSSS G a k kk K h'), FROM_UNIXTIME(1735651696, 'YYYY ww W u uu EEEEE EE MMMMM yy yyyyy SSS S SSSSSS G a K'), DATE_FORMAT('2023-01-01 00:00:00', 'YYYY w W u k K h D');
