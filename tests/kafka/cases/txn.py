"""`weir txn list|commit|abort`: transactions that somebody left open, judged by Kafka's Java reader."""

import json
import os
import pty
import re
import subprocess
import time

from harness import Job, case, check, equal, quick, until
from kafka import KafkaError


def run(w, *arguments, stdin=subprocess.DEVNULL, cwd=None):
    return subprocess.run([w.weir, "txn", *arguments], stdin=stdin, capture_output=True, text=True, timeout=90, cwd=cwd, check=False)


def good(w, *arguments, **more):
    done = run(w, *arguments, **more)
    equal(done.returncode, 0, f"exit status of weir txn {' '.join(arguments)}, which said\n{done.stderr}")
    return done


def refused(w, status, *arguments, says=()):
    done = run(w, *arguments)
    equal(done.returncode, status, f"exit status of weir txn {' '.join(arguments)}, which said\n{done.stderr}")
    for word in says:
        check(re.search(word, done.stderr), f"it does not say {word!r}, but:\n{done.stderr}")
    return done


def listed(w, *arguments):
    return {one["id"]: one for one in map(json.loads, good(w, "list", "--json", *arguments).stdout.splitlines())}


def values(admin, topic):
    return sorted(record.value for record in admin.consume(topic))


def left_open(admin, topic, transactional_id, records, **more):
    admin.produce(topic, records, transactional_id=transactional_id, end="open", **more)


def foreign(w, broker, admin):
    """What a program that is no Weir job left: seen, committed, aborted."""
    topic = f"{w.name}-{broker.transaction_version}"
    admin.create_topic(topic, 2)
    here = ("--bootstrap", broker.bootstrap)
    left_open(admin, topic, "flink-0-1", [{"value": "a", "partition": 0}, {"value": "b", "partition": 1}, {"value": "c", "partition": 1}])
    left_open(admin, topic, "flink-0-2", [{"value": "lost", "partition": 0}], transaction_timeout_ms=45000)
    admin.produce(topic, [{"value": "plain", "partition": 0}])
    found = listed(w, *here)
    equal(sorted(found), ["flink-0-1", "flink-0-2"], "open transactions")
    one = found["flink-0-1"]
    equal((one["state"], one["open"], one["job"], one["timeout_ms"]), ("Ongoing", True, None, 60000), "what is said of flink-0-1")
    equal([(p["topic"], p["partition"], p["begin"], p["end"]) for p in one["partitions"]], [(topic, 0, 0, 3), (topic, 1, 0, 2)], "its partitions")
    equal(one["messages_max"], 5, "at most so many of its messages")
    check(0 <= one["age_ms"] < 60000, f"age {one['age_ms']}")
    text = good(w, "list", *here).stdout
    for word in ("flink-0-1\n", "Ongoing, open for ", "another program", f"{topic}\\[0\\], {topic}\\[1\\]", "at most 5 messages", "timeout 45 s"):
        check(re.search(word, text), f"the list does not say {word!r}:\n{text}")
    refused(w, 2, "commit", *here, "flink-0-1", says=("no terminal", "--yes"))
    refused(w, 2, "abort", "--yes", *here, "flink-0-1", "nobody", says=("'nobody' is not known",))
    equal(sorted(listed(w, *here)), ["flink-0-1", "flink-0-2"], "open transactions after refusals")
    good(w, "commit", "--yes", "--watch", "2", *here, "flink-0-1")
    good(w, "abort", "--yes", "--watch", "2", *here, "flink-0-2")
    admin.wait_no_open_transaction([topic])
    equal(values(admin, topic), [b"a", b"b", b"c", b"plain"], "visible in the end")
    equal(listed(w, *here), {}, "open transactions in the end")
    every = listed(w, "--all", *here)
    equal((every["flink-0-1"]["state"], every["flink-0-2"]["state"]), ("CompleteCommit", "CompleteAbort"), "states in the end")
    refused(w, 2, "abort", "--yes", *here, "flink-0-1", says=("not open", "CompleteCommit"))
    try: # an owner that comes back learns of it
        admin.produce(topic, ["late"], transactional_id="flink-0-2", end="commit")
        check(False, "the owner of an aborted transaction went on as if nothing had been")
    except KafkaError:
        pass
    equal(values(admin, topic), [b"a", b"b", b"c", b"plain"], "visible after the owner's return")


@case
def txn_of_other_programs_is_shown_and_ended(w):
    with w.own_broker(transaction_version=2) as (broker, admin, _):
        foreign(w, broker, admin)


@case
def txn_of_other_programs_with_transaction_version_1(w):
    with w.own_broker(transaction_version=1) as (broker, admin, _):
        equal(admin.cluster()["features"].get("transaction.version"), 1, "transaction.version")
        foreign(w, broker, admin)


def killed_with_an_open_transaction(job):
    """Until the broker shows the transaction of a process that was killed as Ongoing."""
    with job.feeding():
        for _ in range(30):
            run_ = job.start()
            job.until_moving(run_, 20)
            time.sleep(job.w.random.uniform(0.05, 0.3))
            run_.kill()
            job.wait_decided()
            if any(one["state"] == "Ongoing" for one in job.admin.transactions(f"weir-{job.pipeline}")):
                return
    check(False, "no kill left a transaction open")


@quick
def txn_of_a_killed_job_is_aborted_and_never_committed(w):
    job = Job(w, "", interval="500 ms")
    killed_with_an_open_transaction(job)
    id_, here = f"weir-{job.pipeline}", ("--bootstrap", job.bootstrap)
    script = ("--script", os.path.join(job.folder, "job.sql"))
    for where in (here, script):
        one = listed(w, *where)[id_]
        equal((one["job"], one["state"]), (job.pipeline, "Ongoing"), "what is said of it")
        check(one["checkpoint"] >= 1 and one["messages_max"] >= 0, f"{one}")
    refused(w, 2, "commit", "--yes", *here, id_, says=("Weir job", job.pipeline, "second time"))
    equal(listed(w, *here)[id_]["state"], "Ongoing", "state after the refusal")
    done = good(w, "abort", "--yes", "--watch", "2", *script, id_)
    check("next start writes them again" in done.stderr and "is aborted" in done.stderr, done.stderr)
    job.agree()
    job.finish()
    job.check()


@quick
def txn_of_a_living_job_is_refused(w):
    job = Job(w, "", interval="300 ms")
    id_, here = f"weir-{job.pipeline}", ("--bootstrap", job.bootstrap)
    with job.feeding():
        first = job.start()
        job.until_moving(first)
        for _ in range(3):
            refused(w, 4, "abort", "--yes", "--watch", "3", *here, id_, says=("alive|faster",))
        refused(w, 4, "abort", "--yes", "--script", os.path.join(job.folder, "job.sql"), id_, says=("lock", "Stop the job"))
        refused(w, 2, "commit", "--yes", *here, id_, says=("Weir job",))
        job.until_moving(first, 20)
    equal(len(job.runs), 1, "starts of the job")
    # Without anything to write it still commits each interval.
    time.sleep(1)
    refused(w, 4, "abort", "--yes", "--watch", "3", *here, id_, says=("alive|faster",))
    job.finish(first)
    job.check()


@case
def txn_that_moves_is_refused(w):
    """Another program that is alive: it writes on, or begins anew, while it is watched."""
    topic, here = w.name, ("--bootstrap", w.broker.bootstrap)
    w.admin.create_topic(topic)
    for how in ("open", "commit"):
        id_ = f"{w.name}-{how}"
        left_open(w.admin, topic, id_, ["1"])
        watching = subprocess.Popen([w.weir, "txn", "commit", "--yes", "--watch", "6", *here, id_], stdin=subprocess.DEVNULL,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(2)
        w.admin.produce(topic, ["2"], transactional_id=id_, end=how)
        said = watching.communicate(timeout=60)[1]
        equal(watching.returncode, 4, f"exit status; it said\n{said}")
        check("alive" in said, said)
        if how == "open":
            w.admin.end_transaction(id_)


@case
def txn_with_another_prefix_is_known_by_evidence(w):
    topic, here = w.name, ("--bootstrap", w.broker.bootstrap)
    w.admin.create_topic(topic)
    evidence = f"weir1 uuid={'a' * 32} fence=1 instance={'b' * 16} checkpoint=7 digest={'c' * 32}"
    w.admin.produce(topic, ["seen"], transactional_id="my-own-nightly-job", end="commit", group="weir-nightly-job", offsets={(topic, 0): (7, evidence)})
    left_open(w.admin, topic, "my-own-nightly-job", ["hidden"])
    left_open(w.admin, topic, "weir-by-name", ["hidden too"])
    found = listed(w, *here)
    equal((found["my-own-nightly-job"]["job"], found["my-own-nightly-job"]["checkpoint"]), ("nightly-job", 7), "the job of the prefix")
    equal((found["weir-by-name"]["job"], found["weir-by-name"]["checkpoint"]), ("by-name", None), "the job of the name")
    refused(w, 2, "commit", "--yes", *here, "my-own-nightly-job", says=("Weir job 'nightly-job'",))
    refused(w, 2, "commit", "--yes", *here, "weir-by-name", says=("Weir job 'by-name'",))
    good(w, "abort", "--yes", "--watch", "2", *here, "my-own-nightly-job", "weir-by-name")
    w.admin.wait_no_open_transaction([topic])
    equal(values(w.admin, topic), [b"seen"], "visible in the end")


@case
def txn_asks_at_a_terminal(w):
    topic, here = w.name, ("--bootstrap", w.broker.bootstrap)
    w.admin.create_topic(topic)
    left_open(w.admin, topic, w.name, ["1"])
    for answer, state in (("no\n", "Ongoing"), ("yes\n", "CompleteAbort")):
        ours, theirs = pty.openpty()
        process = subprocess.Popen([w.weir, "txn", "abort", "--watch", "2", *here, w.name], stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        os.close(theirs)
        time.sleep(0.5)
        os.write(ours, answer.encode())
        said = process.communicate(timeout=60)[1]
        os.close(ours)
        equal(process.returncode, 0, f"exit status after {answer!r}; it said\n{said}")
        check("at most 1 message\n" in said and "[yes/no]" in said, said)
        check(("nothing was done" in said) == (answer == "no\n"), said)
        equal([one["state"] for one in w.admin.transactions(w.name)], [state], f"state after {answer!r}")


@case
def txn_over_tls_with_sasl(w):
    """PLAIN and SCRAM; wrong credentials and unknown certificates are named, secrets never."""
    topic, secure = w.name, ("--bootstrap", w.broker.secure)
    w.admin.create_topic(topic)
    properties = os.path.join(w.folder, "client.properties")
    for number, mechanism in enumerate(("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")):
        options = w.broker.secure_options(mechanism)
        with open(properties, "w", encoding="utf-8") as f:
            f.write("# of the tests\n\n" + "".join(f"{name}={value}\n" for name, value in options.items()))
        id_ = f"{w.name}-{mechanism}"
        left_open(w.admin, topic, id_, [str(number)])
        flags = [word for name, value in options.items() for word in ("--property", f"{name}={value}")]
        check(id_ in listed(w, *secure, *flags), f"{id_} is not listed")
        good(w, "commit", "--yes", "--watch", "2", *secure, "--properties", properties, id_)
        for name, value, words in (("sasl.password", "not-the-secret-7", ("credentials",)), ("ssl.ca.location", "/etc/ssl/certs/ca-certificates.crt", ("certificate",)),
                                   ("ssl.ca.location", "/nowhere/ca.pem", ("/nowhere/ca.pem",)), ("sasl.mechanism", "GSSAPI", ("SCRAM-SHA-256",))):
            said = refused(w, 2, "list", *secure, "--properties", properties, "--property", f"{name}={value}", says=words).stderr
            check("secret" not in said, f"it tells a secret:\n{said}")
    w.admin.wait_no_open_transaction([topic])
    equal(values(w.admin, topic), [b"0", b"1", b"2"], "visible in the end")
    refused(w, 1, "list", *secure, says=("security.protocol",))
    refused(w, 1, "list", "--bootstrap", w.broker.bootstrap, "--property", "security.protocol=SSL", says=("TLS",))


@case
def txn_with_a_script_over_tls(w):
    """Brokers, properties and jobs come from the script's tables."""
    job = Job(w, "", bootstrap=w.broker.secure, properties=w.broker.secure_options("SCRAM-SHA-256"), watch=False)
    left_open(w.admin, job.topics["copy"], f"own-{job.pipeline}", ["x"])
    script = ("--script", os.path.join(job.folder, "job.sql"))
    equal(listed(w, *script)[f"own-{job.pipeline}"]["job"], job.pipeline, "the job, by the script's name for it")
    refused(w, 2, "list", "--bootstrap", "127.0.0.1:1", *script, says=("127.0.0.1:1",))
    good(w, "abort", "--yes", "--watch", "2", *script, f"own-{job.pipeline}")
    equal(listed(w, *script), {}, "open in the end")


@case
def txn_outlives_a_cut_connection(w):
    """The answer to EndTxn is lost, and the request: each is found out, and done once."""
    with w.own_broker(proxied=True) as (_, admin, proxy):
        admin.create_topic("t")
        here = ("--bootstrap", proxy.address)
        for number, how in enumerate((proxy.cut_reply, proxy.cut_before)):
            id_ = f"cut-{number}"
            left_open(admin, "t", id_, [str(number)])
            rule = how("EndTxn")
            good(w, "commit", "--yes", "--watch", "2", *here, id_)
            rule.wait(1) # it has fired
            until(lambda id_=id_: [one["state"] for one in admin.transactions(id_)] == ["CompleteCommit"], f"commit of {id_}", 30)
        equal(values(admin, "t"), [b"0", b"1"], "visible in the end")
