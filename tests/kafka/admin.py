#!/usr/bin/env python3
"""A few questions to a broker from a shell, by Kafka's own clients; tests use the class Admin of kafka.py.

usage: admin.py BOOTSTRAP create TOPIC [PARTITIONS] | delete TOPIC | topics | ends TOPIC | read TOPIC
       | transactions | offsets GROUP
"""

import sys

from kafka import Admin, KafkaError


def main():
    if len(sys.argv) < 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    bootstrap, command, *rest = sys.argv[1:]
    with Admin(bootstrap) as admin:
        if command == "create" and rest:
            admin.create_topic(rest[0], int(rest[1]) if len(rest) > 1 else 1)
        elif command == "delete" and rest:
            admin.delete_topics(rest[0])
        elif command == "topics":
            for name, topic in sorted(admin.topics().items()):
                print(name, topic["partitions"], topic["id"])
        elif command == "ends" and rest:
            for (_, partition), ends in sorted(admin.end_offsets(rest[0]).items()):
                print(f"{partition}: begins at {ends.begin}, read_committed to {ends.committed}, ends at {ends.high}")
        elif command == "read" and rest:
            for r in admin.consume(rest[0]):
                print(f"{r.partition}:{r.offset}", r.timestamp, r.key, r.value, *r.headers)
        elif command == "transactions":
            for t in admin.transactions():
                print(t["id"], t["state"], f"producer {t['producer_id']} epoch {t['epoch']}", t["partitions"])
        elif command == "offsets" and rest:
            for (topic, partition), position in sorted(admin.group_offsets(rest[0]).items()):
                print(f"{topic}-{partition}: {position.offset} {position.metadata}")
        else:
            print(__doc__.strip(), file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KafkaError as error:
        print(f"admin.py: {error}", file=sys.stderr)
        sys.exit(1)
