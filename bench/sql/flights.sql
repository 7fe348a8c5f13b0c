-- The flights example (examples/flights/job.sql) at full speed, without its late table. Input: gen_flights.py COPIES.
SET 'pipeline.name' = 'flights';
SET 'pipeline.auto-watermark-interval' = '0 ms';
SET 'parallelism.default' = '${PARALLELISM}';
SET 'pipeline.object-reuse' = 'true';
SET 'execution.checkpointing.interval' = '1 s';
SET 'execution.checkpointing.dir' = 'file://${STATE}';

CREATE TABLE flights (
    `year`         INT,
    `month`        INT,
    `day`          INT,
    sched_dep_time INT,           -- local time, HHMM
    dep_time       INT,           -- local time, HHMM; NULL: cancelled
    dep_delay      INT,           -- minutes; negative: early
    carrier        STRING,
    flight         INT,
    tailnum        STRING,
    origin         STRING,
    dest           STRING,
    distance       INT,           -- miles
    scheduled      TIMESTAMP(3),  -- scheduled departure, UTC
    WATERMARK FOR scheduled AS scheduled - INTERVAL '3' HOUR
) WITH (
    'connector' = 'filesystem',
    'path' = '${INPUT}',
    'format' = 'csv',
    'csv.null-literal' = 'NA'
);

CREATE TABLE hourly_departures (
    origin        STRING,
    carrier       STRING,
    hour_start    TIMESTAMP(3),
    departures    BIGINT,
    cancelled     BIGINT,
    average_delay DOUBLE,
    worst_delay   INT
) WITH (
    'connector' = 'filesystem',
    'path' = '${OUTPUT}/hourly_departures',
    'format' = 'json'
);

CREATE TABLE late_share (
    origin       STRING,
    period_start TIMESTAMP(3),
    period_end   TIMESTAMP(3),
    departures   BIGINT,
    share_late   DOUBLE  -- of the departures: left 15 minutes or more after the schedule
) WITH (
    'connector' = 'filesystem',
    'path' = '${OUTPUT}/late_share',
    'format' = 'json'
);

EXECUTE STATEMENT SET BEGIN

INSERT INTO hourly_departures
SELECT origin, carrier, window_start,
       COUNT(dep_time), COUNT(*) - COUNT(dep_time),
       AVG(CAST(dep_delay AS DOUBLE)), MAX(dep_delay)
FROM TUMBLE(TABLE flights, DESCRIPTOR(scheduled), INTERVAL '1' HOUR)
GROUP BY window_start, window_end, origin, carrier;

INSERT INTO late_share
SELECT origin, window_start, window_end,
       COUNT(*), CAST(COUNT(*) FILTER (WHERE dep_delay >= 15) AS DOUBLE) / COUNT(*)
FROM HOP(TABLE flights, DESCRIPTOR(scheduled), INTERVAL '1' HOUR, INTERVAL '3' HOUR)
WHERE dep_time IS NOT NULL
GROUP BY window_start, window_end, origin;

END;
