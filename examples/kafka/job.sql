-- Departures of New York's three airports, as messages: from a Kafka topic to two topics and a directory of files.
--
-- One checkpoint covers all five outputs. Each of them holds every flight once, whatever is killed meanwhile: Weir, or
-- the broker. run.sh shows it. With a broker of your own: put its address in the place of localhost:9092.

SET 'pipeline.name' = 'kafka-flights';
SET 'execution.checkpointing.interval' = '500 ms'; -- readers see the output of each half second at once
SET 'weir.source.rows-per-second' = '2500';        -- slow enough to be killed in the middle
SET 'weir.late-rows' = 'late_flights';
SET 'weir.error-rows' = 'unreadable_flights';
SET 'weir.kafka.create-topics' = 'true';           -- output topics that are not there yet

CREATE TABLE flights (
    carrier     STRING,
    flight      INT,
    tailnum     STRING,
    origin      STRING,
    dest        STRING,
    dep_time    INT,           -- local time, HHMM; null: cancelled
    dep_delay   INT,           -- minutes; negative: early
    scheduled   TIMESTAMP(3),  -- scheduled departure, UTC
    `partition` INT METADATA VIRTUAL,
    `offset`    BIGINT METADATA VIRTUAL,
    WATERMARK FOR scheduled AS scheduled - INTERVAL '3' HOUR
) WITH (
    'connector' = 'kafka',
    'topic' = 'flights',
    'properties.bootstrap.servers' = 'localhost:9092',
    'scan.startup.mode' = 'earliest-offset',
    'scan.bounded.mode' = 'latest-offset',         -- what is there at the first start, then the job ends
    'format' = 'json'
);

CREATE TABLE hourly_departures (
    origin      STRING,
    carrier     STRING,
    hour_start  TIMESTAMP(3),
    departures  BIGINT,
    total_delay BIGINT,
    worst_delay INT
) WITH (
    'connector' = 'kafka',
    'topic' = 'hourly_departures',
    'properties.bootstrap.servers' = 'localhost:9092',
    'key.format' = 'raw',
    'key.fields' = 'origin',
    'value.format' = 'json'
);

CREATE TABLE delayed_flights (
    carrier     STRING,
    flight      INT,
    origin      STRING,
    dest        STRING,
    scheduled   TIMESTAMP(3),
    dep_delay   INT,
    `partition` INT,           -- where the flight's message was
    `offset`    BIGINT
) WITH (
    'connector' = 'kafka',
    'topic' = 'delayed_flights',
    'properties.bootstrap.servers' = 'localhost:9092',
    'key.format' = 'raw',
    'key.fields' = 'carrier',
    'value.format' = 'json'
);

CREATE TABLE delayed_files (
    carrier     STRING,
    flight      INT,
    origin      STRING,
    dest        STRING,
    scheduled   TIMESTAMP(3),
    dep_delay   INT,
    `partition` INT,
    `offset`    BIGINT
) WITH (
    'connector' = 'filesystem',
    'path' = 'examples/kafka/output/delayed_flights',
    'format' = 'json'
);

CREATE TABLE late_flights (
    carrier        STRING,
    flight         INT,
    tailnum        STRING,
    origin         STRING,
    dest           STRING,
    dep_time       INT,
    dep_delay      INT,
    scheduled      TIMESTAMP(3),
    `partition`    INT,
    `offset`       BIGINT,
    weir_watermark TIMESTAMP(3),  -- the watermark that the row was too late for
    weir_operator  STRING         -- where
) WITH (
    'connector' = 'kafka',
    'topic' = 'late_flights',
    'properties.bootstrap.servers' = 'localhost:9092',
    'format' = 'json'
);

CREATE TABLE unreadable_flights (
    `source`   STRING,
    `position` STRING,
    reason     STRING,
    record     BYTES
) WITH (
    'connector' = 'kafka',
    'topic' = 'unreadable_flights',
    'properties.bootstrap.servers' = 'localhost:9092',
    'format' = 'json'
);

EXECUTE STATEMENT SET BEGIN

INSERT INTO hourly_departures
SELECT origin, carrier, window_start, COUNT(*), SUM(CAST(dep_delay AS BIGINT)), MAX(dep_delay)
FROM TUMBLE(TABLE flights, DESCRIPTOR(scheduled), INTERVAL '1' HOUR)
WHERE dep_time IS NOT NULL
GROUP BY window_start, window_end, origin, carrier;

INSERT INTO delayed_flights
SELECT carrier, flight, origin, dest, scheduled, dep_delay, `partition`, `offset`
FROM flights WHERE dep_delay >= 60;

INSERT INTO delayed_files
SELECT carrier, flight, origin, dest, scheduled, dep_delay, `partition`, `offset`
FROM flights WHERE dep_delay >= 60;

END;
