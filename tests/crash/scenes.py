"""scenes.py - single stories that are not one of many schedules. Each is a function (place, Failure) that raises.

Most stories of that kind are told in tests/cli; these need the records and images of the crash tests.
"""
import json
import os
import resource
import signal
import time

import jobs
import model

JOB_FOLDER = ".weir/job"


def _stopped_behind(place, text, extra):
    """The small job, crashed `extra` operations behind the last operation whose text holds `text`: an image."""
    job = jobs.small()
    place.begin(job)
    ops = place.record(job)
    at = [i for i, op in enumerate(ops, 1) if text(op)]
    disk = model.Disk(job.initial)
    for op in ops[:at[len(at) // 2] + extra]:
        disk.apply(op)
    return job, next(disk.images("kill"))


def _is_decision(op):
    return op.kind == "renamex" and "MANIFEST-" in op.other


def _newest(names):
    return max((n for n in names if n.startswith("MANIFEST-")), key=lambda n: int(n[9:]))


def _damage_newest(folder):
    """Two bytes of the newest manifest are others now; its name."""
    name = _newest(os.listdir(folder))
    with open(os.path.join(folder, name), "r+b") as file:
        file.seek(40)
        file.write(b"\xff\xff")
    return name


def damaged_newest_is_removed_for_good(place, Failure):
    """A damaged newest checkpoint that nobody has seen output of is passed over, and does not stay."""
    job, image = _stopped_behind(place, _is_decision, 0)
    place.put(image)
    folder = os.path.join(place.root, JOB_FOLDER)
    name = _damage_newest(folder)
    status, said = place.run(["-D", "execution.checkpointing.num-retained=100"])
    if status != 0 or "damaged" not in said:
        raise Failure(f"ends with {status}: {said}")
    if name in os.listdir(folder):
        raise Failure(f"{name} is damaged, was passed over, and is still there")


def damaged_newest_with_output_stops(place, Failure):
    """Output of the damaged checkpoint is there: nothing may be written again."""
    job, image = _stopped_behind(place, _is_decision, 3)
    place.put(image)
    _damage_newest(os.path.join(place.root, JOB_FOLDER))
    def output():
        return sorted(n for n in os.listdir(os.path.join(place.root, "out")) if not n.endswith(".lock"))
    before = output()
    status, said = place.run()
    if status != 3 or "damaged" not in said:
        raise Failure(f"ends with {status}, expected 3: {said}")
    if output() != before:
        raise Failure("the output was touched")


def one_instance_at_a_time(place, Failure):
    """The second one is refused with status 4 while the first lives; a killed one leaves no lock behind."""
    job = jobs.small()
    place.begin(job)
    first = place.start(["-D", "weir.source.rows-per-second=20"])
    try:
        for _ in range(500):
            if os.path.exists(os.path.join(place.root, JOB_FOLDER, "job")):
                break
            time.sleep(0.01)
        status, said = place.run()
        if status != 4 or str(first.pid) not in said or JOB_FOLDER not in said:
            raise Failure(f"the second instance ends with {status}, expected 4 and the pid {first.pid}: {said}")
    finally:
        first.send_signal(signal.SIGKILL)
        place.wait(first)
    status, said = place.run()
    if status != 0:
        raise Failure(f"the start after the kill ends with {status}: {said}")


def state_limit_stops_clearly(place, Failure):
    """More state than weir.memory-limit: status 1 and the setting's name; with room the job goes on."""
    job = jobs.long()
    place.begin(job)
    status, said = place.run(["-D", "weir.memory-limit=4 mb", "-D", "weir.source.rows-per-second=400"])
    if status != 1 or "weir.memory-limit" not in said:
        raise Failure(f"ends with {status}, expected 1: {said}")
    _goes_on(place, job, Failure)


def address_space_limit(place, Failure):
    """The system gives no more memory (prlimit): no wrong output, and with room the job goes on."""
    job = jobs.long()
    for megabytes in (16, 24, 32, 40, 48, 64, 80, 96, 128):
        place.begin(job)
        process = place.start([], preexec=lambda m=megabytes: resource.setrlimit(resource.RLIMIT_AS, (m << 20, m << 20)))
        status, said = place.wait(process)
        if status not in (0, 1, 127):  # 127: not even the libraries could be loaded
            raise Failure(f"with {megabytes} MB it ends with {status}: {said}")
        _goes_on(place, job, Failure)


def _goes_on(place, job, Failure):
    status, said = place.run()
    if status != 0:
        raise Failure(f"the start with more room ends with {status}: {said}")
    lines = []
    for name in os.listdir(os.path.join(place.root, "out")):
        if name[0] in "._":
            raise Failure(f"left over: {name}")
        with open(os.path.join(place.root, "out", name), encoding="utf-8") as file:
            lines += [json.loads(line) for line in file]
    key = lambda row: sorted(row.items())  # noqa: E731
    if sorted(lines, key=key) != sorted(job.expected["out"], key=key):
        raise Failure(f"{len(lines)} rows of {len(job.expected['out'])}, or other ones")


SCENES = [(function.__name__, function) for function in
          (damaged_newest_is_removed_for_good, damaged_newest_with_output_stops, one_instance_at_a_time,
           state_limit_stops_clearly, address_space_limit)]
