-- error: 2
-- CSV has no maps.
CREATE TABLE c (a MAP<STRING, STRING>) WITH ('connector' = 'filesystem', 'path' = '/tmp/nothing', 'format' = 'csv');
INSERT INTO c SELECT MAP['a', 'b'];
