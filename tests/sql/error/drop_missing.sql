-- error: 2
DROP TABLE missing;
