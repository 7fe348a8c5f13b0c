#!/usr/bin/env python3
"""Makes flights.csv, the January 2013 slice of the nycflights13 flights, as a stream would deliver it.

    examples/flights/make_slice.py nycflights13/flights.csv.gz > examples/flights/flights.csv

Rows come in the order of actual departure (scheduled time plus delay; cancelled flights at their scheduled
time; ties in the order of the original). No header line; NA stays NA and is read as NULL. The last column is the
event time: the scheduled departure in UTC, made of time_hour (the scheduled hour, UTC) and minute.
"""
import csv
import datetime
import gzip
import sys

COLUMNS = ["year", "month", "day", "sched_dep_time", "dep_time", "dep_delay", "carrier", "flight", "tailnum",
           "origin", "dest", "distance"]


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    rows = []
    with gzip.open(sys.argv[1], "rt", newline="") as file:
        for row in csv.DictReader(file):
            if (row["year"], row["month"]) != ("2013", "1"):
                continue
            hour = datetime.datetime.strptime(row["time_hour"], "%Y-%m-%dT%H:%M:%SZ")
            scheduled = hour + datetime.timedelta(minutes=int(row["minute"]))
            delay = 0 if row["dep_delay"] == "NA" else int(row["dep_delay"])
            actual = scheduled + datetime.timedelta(minutes=delay)
            rows.append((actual, [row[name] for name in COLUMNS] + [scheduled.strftime("%Y-%m-%d %H:%M:%S")]))
    rows.sort(key=lambda row: row[0])  # stable
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows(row for _, row in rows)
    return 0


sys.exit(main())
