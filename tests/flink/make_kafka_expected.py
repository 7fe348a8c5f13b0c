#!/usr/bin/env python3
"""Makes the expected outputs of tests/kafka/flink_cases anew: Apache Flink, its Kafka connector, and a real broker.

usage: make_kafka_expected.py [--check] [--missing] [NAME ...]      (a NAME is a part of a case's name)

--check writes nothing and reports where the committed files differ; --missing only makes cases that have no output yet, or
an older one. The exit code that Flink's run has must be the one that the case says.
"""

import os
import sys
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, "..", "kafka"))
import flink_cases  # noqa: E402
from broker import Broker  # noqa: E402
from flink import Flink, kafka_connector, root_message  # noqa: E402
from kafka import Admin  # noqa: E402

LATER_S = 8


def run(case, flink, broker, admin):
    """(exit code, what is to be compared, messages)"""
    case.prepare(admin)
    sender = None
    if case.later:
        done = threading.Event()
        sender = threading.Thread(target=flink_cases.send_later, args=(case, admin, done.is_set, LATER_S))
        sender.start()
    code, rows, errors = flink.run(os.path.join(flink_cases.CASES, case.name + ".sql"), case.variables(broker))
    if sender:
        done.set()
        sender.join()
    message = [line.replace(broker.bootstrap, "${BROKERS}") for line in root_message(errors)]
    return code, case.answer(admin, code, rows, message), errors


def main():
    options = {a for a in sys.argv[1:] if a.startswith("--")}
    os.environ["FLINK_CLASSPATH"] = kafka_connector()
    flink, bad, made = Flink(), 0, 0
    with Broker() as broker, Admin(broker.bootstrap) as admin:
        try:
            for name in flink_cases.names([a for a in sys.argv[1:] if not a.startswith("--")]):
                case, path = flink_cases.Case(name), os.path.join(flink_cases.CASES, name)
                if "--missing" in options and os.path.exists(path + ".out") and os.path.getmtime(path + ".out") >= os.path.getmtime(path + ".sql"):
                    continue
                code, text, errors = run(case, flink, broker, admin)
                if code != case.error:
                    print(f"{name}: exit code {code}, the case says {case.error}", *root_message(errors), sep="\n  ", flush=True)
                    bad += 1
                    continue
                text = "# flink 2.2.0, connector 5.0.0\n" + text
                made += 1
                if "--check" in options:
                    with open(path + ".out", encoding="utf-8") as f:
                        if f.read() != text:
                            print(f"{name}: differs from the committed output", flush=True)
                            bad += 1
                    continue
                with open(path + ".out", "w", encoding="utf-8") as f:
                    f.write(text)
        finally:
            flink.stop()
    print(f"{made} made, {bad} bad")
    return 1 if bad else 0


sys.exit(main())
