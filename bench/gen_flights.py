#!/usr/bin/env python3
"""Writes January 2013 of the flights example COPIES times, each 31 days after the one before, as CSV.

    bench/gen_flights.py COPIES > flights.csv
"""
import datetime
import os
import sys

SLICE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "examples", "flights", "flights.csv")


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    with open(SLICE, encoding="ascii") as file:
        rows = [line.rstrip("\n").rpartition(",") for line in file]
    days = sorted({time[:10] for _, _, time in rows})
    for copy in range(int(sys.argv[1])):
        shift = datetime.timedelta(days=31 * copy)
        moved = {day: (datetime.date.fromisoformat(day) + shift).isoformat() for day in days}
        sys.stdout.writelines(f"{head},{moved[time[:10]]}{time[10:]}\n" for head, _, time in rows)
    return 0


sys.exit(main())
