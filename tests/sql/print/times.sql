-- TIME prints with seconds always in SELECT; the print connector leaves zero seconds out.
CREATE TABLE sink (a TIME, b TIME, c TIME(3)) WITH ('connector' = 'print');
INSERT INTO sink VALUES (TIME '00:00:00', TIME '12:30:00', TIME '23:59:59'), (TIME '01:02:03', TIME '12:00:01', TIME '00:00:00');
SELECT TIME '00:00:00', TIME '12:30:00', TIME '23:59:59';
