-- Departures of New York's three airports: how many, how late, and which share of them.
--
-- Event time is the scheduled departure. The file is in the order of actual departure, so rows come out of order by
-- as much as their delay, up to a day; the watermark waits for three hours. Rows later than that go to late_flights.
-- Runs on Weir and, unchanged, on Apache Flink. Run it from the project's root: paths are relative.

SET 'pipeline.name' = 'flights';
SET 'execution.checkpointing.interval' = '1 s';
SET 'pipeline.auto-watermark-interval' = '0 ms';  -- every row's watermark counts at once
SET 'weir.source.rows-per-second' = '3000';       -- slow enough to be killed in the middle
SET 'weir.late-rows' = 'late_flights';

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
    'path' = 'examples/flights/flights.csv',
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
    'path' = 'examples/flights/output/hourly_departures',
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
    'path' = 'examples/flights/output/late_share',
    'format' = 'json'
);

CREATE TABLE late_flights (
    `year`         INT,
    `month`        INT,
    `day`          INT,
    sched_dep_time INT,
    dep_time       INT,
    dep_delay      INT,
    carrier        STRING,
    flight         INT,
    tailnum        STRING,
    origin         STRING,
    dest           STRING,
    distance       INT,
    scheduled      TIMESTAMP(3),
    weir_watermark TIMESTAMP(3),  -- the watermark that the row was too late for
    weir_operator  STRING         -- where
) WITH (
    'connector' = 'filesystem',
    'path' = 'examples/flights/output/late_flights',
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
