"""What is refused before the first record, by name and with what to do; and evidence that is gone or another's."""

import json
import shutil
import time

from harness import Job, case, check, equal, quick, until


def ran_once(job):
    """A job with checkpoints and output that was stopped."""
    for _ in range(5):
        job.feed.send(20)
    run = job.start()
    job.drain(run)
    equal(run.stop(), 0, "exit status")


@quick
def missing_topic_is_named_or_made(w):
    job = Job(w, "", watch=False)
    job.admin.delete_topics(job.topics["totals"])
    time.sleep(0.5)
    job.start().refused(2, job.topics["totals"], "create-topics")
    job.settings["weir.kafka.create-topics"] = "true"
    job.write_script()
    for _ in range(5):
        job.feed.send(20)
    run = job.start()
    until(lambda: job.topics["totals"] in job.admin.topics(), "topic that was made", 30)
    job.start_watch()
    job.finish(run)
    job.check()


@case
def missing_input_topic_is_named(w):
    job = Job(w, "", watch=False)
    job.admin.delete_topics(job.topics["in"])
    time.sleep(0.5)
    job.start().refused(2, job.topics["in"])


@case
def transaction_timeout_above_the_brokers_cap_is_refused(w):
    job = Job(w, "", options={table: {"properties.transaction.timeout.ms": 3600000} for table in ("copies", "totals", "windows")}, watch=False)
    job.start().refused(2, "transaction.max.timeout.ms", "3600000")


@case
def expired_evidence_is_refused(w):
    """Group offsets expire; nobody can tell then what was committed."""
    job = Job(w, "")
    ran_once(job)
    job.admin.delete_groups(f"weir-{job.pipeline}")
    job.start().refused(3, "evidence", "--accept-missing-evidence")
    for _ in range(5):
        job.feed.send(20)
    run = job.start("--accept-missing-evidence")
    job.until_moving(run, 50)
    run.kill()
    job.finish()
    job.check()


@case
def evidence_of_a_topic_made_anew_is_the_others(w):
    """One output topic was deleted and made again: the other ones still say what was committed."""
    job = Job(w, "", sinks=("copy", "totals", "files"))
    ran_once(job)
    job.admin.delete_topics(job.topics["totals"])
    time.sleep(0.5)
    job.admin.create_topic(job.topics["totals"], 2)
    for _ in range(5):
        job.feed.send(20)
    run = job.start()
    until(lambda: job.watch.seen["copy"] >= 200, "the rest of the copies")
    equal(run.stop(), 0, "exit status")
    job._check_copy("copy", job.admin, job.right()) # pylint: disable=protected-access


@case
def lost_folder_is_refused(w):
    """The checkpoints are gone, the output is there: starting anew would write it twice."""
    job = Job(w, "")
    ran_once(job)
    shutil.move(job.state_folder, job.state_folder + "-away")
    job.start().refused(3, "--fresh|--accept-missing-evidence")
    shutil.rmtree(job.state_folder, ignore_errors=True)
    shutil.move(job.state_folder + "-away", job.state_folder)
    job.finish()
    job.check()


@case
def older_copy_of_the_folder_is_refused(w):
    """A backup that is older than the evidence: going on from it would write rows twice."""
    job = Job(w, "")
    ran_once(job)
    shutil.copytree(job.state_folder, job.folder + "/older")
    for _ in range(5):
        job.feed.send(20)
    run = job.start()
    job.drain(run)
    equal(run.stop(), 0, "exit status")
    shutil.move(job.state_folder, job.folder + "/newer")
    shutil.move(job.folder + "/older", job.state_folder)
    job.start().refused(4, "copy") # its starts are numbered as those of the newer folder
    job.start().refused(3, "checkpoint")
    shutil.rmtree(job.state_folder)
    shutil.move(job.folder + "/newer", job.state_folder)
    job.finish()
    job.check()


@case
def unreachable_broker_is_waited_for(w):
    """At the first start: the reason is said, there is a limit, and who comes in time is used."""
    job = Job(w, "never", bootstrap="127.0.0.1:1", settings={"weir.start-timeout": "3 s"}, watch=False)
    began = time.monotonic()
    job.start().refused(1, r"127\.0\.0\.1:1")
    check(2 < time.monotonic() - began < 30, f"it ended after {time.monotonic() - began:.1f} s")
    job = Job(w, "later", bootstrap=w.proxy.address)
    w.proxy.refuse()
    for _ in range(5):
        job.feed.send(20)
    run = job.start()
    until(lambda: w.proxy.address in run.err(), "reason", 30)
    w.proxy.accept()
    job.until_moving(run)
    job.finish(run)
    job.check()


@case
def message_too_large_is_named(w):
    job = Job(w, "", watch=False)
    job.admin.alter_topic(job.topics["copy"], {"max.message.bytes": 3000})
    job.feed.send(20)
    job.admin.produce(job.topics["in"], [{"value": json.dumps({"k": "x" * 5000, "seq": 1, "v": 1, "ts": "2026-01-01 00:00:00.000"}), "partition": 0}])
    job.start().refused(1, job.topics["copy"], "too large", "3000")


# -- two jobs of one name -------------------------------------------------------------------------------


@quick
def second_job_of_the_same_name_is_refused(w):
    """While the first one runs, which does not notice; also when the second one writes other topics."""
    first = Job(w, "first")
    with first.feeding():
        run = first.start()
        first.until_moving(run)
        for name in ("same", "other"):
            second = Job(w, name, pipeline=first.pipeline, watch=False)
            if name == "same":
                second.topics.update({sink: first.topics[sink] for sink in ("copy", "totals", "windows")})
                second.write_script()
            second.feed.send(20)
            second.start().refused(3, "another job", "pipeline.name")
            first.until_moving(run, 20)
            check(not run.ended(), "the first job has ended")
    equal(len(first.runs), 1, "starts of the first job")
    first.finish(run)
    first.check()


# -- a second cluster -----------------------------------------------------------------------------------


@case
def two_clusters_agree(w):
    """The second cluster is fed from an outbox: kills at random, at its commit, and of its broker; both hold the same in the end."""
    with w.own_broker(proxied=True, session_timeout_ms=2000) as (broker, admin, proxy):
        job = Job(w, "", sinks=("copy", "totals", "files", "second"), second=(broker, admin, proxy.address))
        kills = 0
        with job.feeding():
            for number in range(w.times(8)):
                run = job.start()
                job.until_moving(run)
                time.sleep(w.random.uniform(0, 0.5))
                run.kill()
                kills += 1
            for step in ("AddOffsetsToTxn", "EndTxn"):
                for how in ("never sent", "late", "done"):
                    run = job.start()
                    job.until_moving(run)
                    rule = {"never sent": lambda: proxy.cut_before(step, times=None), "late": lambda: proxy.hold(step), "done": lambda: proxy.hold_reply(step)}[how]()
                    rule.wait(30)
                    run.kill()
                    kills += 1
                    if how == "late":
                        run = job.start()
                        job.until_moving(run)
                        rule.remove()
                        time.sleep(0.5)
                        run.kill()
                    rule.remove()
                    job.agree()
                    copied, second = job.watch.copied, job.second_watch.copied
                    ahead = {key: n for (_, key), n in second.items() if n > copied.get(("copy", key), 0)}
                    check(not ahead, f"the second cluster is ahead of the first: {ahead}")
            run = job.start()
            job.until_moving(run)
            broker.kill9()
            time.sleep(1)
            broker.restart()
            before = job.second_watch.seen["second"]
            until(lambda: job.second_watch.seen["second"] > before + 50, "output on the second cluster")
        job.finish(run)
        job.check()
        w.note(f"{kills} kills, one of the second broker")
        job.close()
