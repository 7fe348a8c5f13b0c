#!/usr/bin/env python3
"""run.py - crash tests: the program dies, or its disk fails, at every durable operation; nothing may be lost or doubled.

    tests/crash/run.py --weir build/release/weir [--quick|--soak] [--only TEXT] [--list] [--workers N]

Ways of failing ("schedules"), for each of several small jobs (jobs.py):
  images-<policy>  a power loss behind every durable operation: the disk images of model.py, recovered by the program
  kill             SIGKILL at every durable operation, by WEIR_TEST_IO
  shim             the same from outside, by LD_PRELOAD; and the counts of both are equal
  memory           every allocation fails, from the n-th on
  error-<what>     every operation fails once (or from there on), with each error; then a run without faults
  error-in-recovery  an operation of the start after a kill fails
  double           the recovery is killed, or loses power, at each of its own operations
  triple           and the recovery behind that, too, sampled
  kill-then-power  SIGKILL, and a power loss during the next start
  storm            an operation fails, and the power goes later
  lint             the trace alone: every rename stands between the syncs that it needs
  signal           SIGTERM, SIGINT, SIGHUP, SIGABRT, SIGSEGV at seeded moments
  flip             a changed byte anywhere in the folder of a killed job
  scene            single stories: see scenes.py
What must hold behind each is in check_end(). The last line is "N passed, N failed", in cases; a case is one way of
failing of one job, and fails with any of its schedules. The exit status is 0 when nothing failed.
"""
import argparse
import collections
import json
import multiprocessing
import os
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import jobs  # noqa: E402
import model  # noqa: E402
import scenes  # noqa: E402

TIMEOUT = 30
ERRORS = ("EIO", "ENOSPC", "EINTR", "EDQUOT")
HERE = os.path.dirname(os.path.abspath(__file__))
JOB_FOLDER = ".weir/job"


class Failure(Exception):
    pass


# ---- running the program ----

class Place:
    """A folder of one worker in which the program runs, again and again. Always the same path."""

    def __init__(self, options, worker):
        self.weir = options.weir
        self.base = os.path.join(options.base, f"w{worker}")
        self.root = os.path.join(self.base, "job")
        self.shim = options.shim
        self.kept = options.kept
        self.kept_count = 0
        os.makedirs(self.base)

    def clear(self):
        shutil.rmtree(self.root, ignore_errors=True)
        os.mkdir(self.root)

    def begin(self, job):
        self.clear()
        model.build(job.initial, self.root)

    def put(self, image):
        self.clear()
        model.build(image, self.root)

    def path(self, name):
        return os.path.join(self.base, name)

    def start(self, arguments, test_io=None, environment=None, preexec=None):
        env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
               "ASAN_OPTIONS": "handle_segv=0:handle_abort=0"}  # a signal ends it as it ends the release
        if test_io:
            env["WEIR_TEST_IO"] = test_io
        env.update(environment or {})
        return subprocess.Popen([self.weir, "run", "--quiet", *arguments, "job.sql"], cwd=self.root, env=env,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=preexec)

    def run(self, arguments=(), test_io=None, environment=None):
        """(exit status, what it said); a negative status is a signal."""
        process = self.start(arguments, test_io, environment)
        return self.wait(process)

    @staticmethod
    def wait(process):
        try:
            out, said = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Failure(f"hangs: no end within {TIMEOUT} s") from None
        return process.returncode, (out + said).decode("utf-8", "replace")

    def record(self, job, arguments=None):
        """Operations of one run of what is in the folder now; the run must end well."""
        record = self.path("record")
        if os.path.exists(record):
            os.unlink(record)
        status, said = self.run(job.arguments if arguments is None else arguments, f"record={record}")
        if status != 0:
            raise Failure(f"the run that is recorded ends with {status}: {said}")
        with open(record, "rb") as file:
            return model.parse_record(file.read(), self.root)

    def keep(self, image):
        """Keeps an image that was not recovered from, for people; returns where."""
        self.kept_count += 1
        if self.kept is None or self.kept_count > 5:
            return "no"
        to = tempfile.mkdtemp(prefix="weir-crash-kept-", dir=self.kept)
        model.build(image, to)
        return to


# ---- what must hold ----

PART_EPOCH = re.compile(r"^\.?part-.+-[0-9a-f]{8}-(\d+)-(\d+)-(\d+)(?:\.\d+\.pending)?$")


def visible(folder):
    """Committed files below an output folder: relative path -> bytes. Readers leave out . and _ names."""
    found = {}
    for head, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if f[0] not in "._"]
        for name in names:
            if name[0] not in "._":
                path = os.path.join(head, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
    return found


def rows_of(files):
    """Multiset of lines, each with the partition it lies in."""
    rows = collections.Counter()
    for path, data in files.items():
        partition = os.path.dirname(path).encode()
        for line in data.splitlines():
            rows[partition + b"\t" + line] += 1
    return rows


def output_of(job, root):
    return {name: rows_of(visible(os.path.join(root, name))) for name in job.outputs}


def compare(job, expected, root, partial=False):
    """Raises when output is lost or doubled; partial: when more is there than may be."""
    for name in job.outputs:
        found = rows_of(visible(os.path.join(root, name)))
        more = found - expected[name]
        less = expected[name] - found
        if more or (less and not partial):
            sample = [line.decode("utf-8", "replace").strip() for line in list((more or less).elements())[:3]]
            raise Failure(f"output '{name}': {sum(more.values())} rows too many or wrong, {sum(less.values())} missing; "
                          f"for example {sample}")


def check_end(job, expected, root, said=""):
    """I1, I6, I7: behind a recovery that has ended well."""
    compare(job, expected, root)
    for name in job.outputs:
        for head, folders, names in os.walk(os.path.join(root, name)):
            hidden = [n for n in names + folders if n[0] in "._"]
            if hidden:
                raise Failure(f"left over in {os.path.relpath(head, root)}: {hidden}")
    folder = os.path.join(root, JOB_FOLDER)
    names = os.listdir(folder)
    temporary = [n for n in names if ".tmp" in n]
    if temporary:
        raise Failure(f"left over in the job's folder: {temporary}")
    manifests = [n for n in names if n.startswith("MANIFEST-")]
    if not 1 <= len(manifests) <= 3:
        raise Failure(f"{len(manifests)} checkpoints are left: {sorted(manifests)}")
    if "damaged" in said:
        raise Failure(f"a crash alone must not damage a checkpoint: {said}")


def manifest_ids(names):
    return {int(n[9:]) for n in names if re.fullmatch(r"MANIFEST-\d+", n)}


def epochs_of(names):
    return {int(m.group(2)) for m in map(PART_EPOCH.match, map(os.path.basename, names)) if m}


def used_ids(ops):
    """Checkpoint ids that the operations have put into names."""
    used = set()
    for op in ops:
        if op.kind != "creat":
            continue
        name = os.path.basename(op.path)
        match = re.match(r"(?:MANIFEST|state)-(\d+)", name)
        if match:
            used.add(int(match.group(1)))
        used |= epochs_of([name]) if name[0] == "." else set()
    return used


def check_image(job, image, final):
    """I2: what a reader sees in an image is whole files only, as they were meant to be."""
    for path, data in image.items():
        name = os.path.basename(path)
        if data is None or not any(path.startswith(out + "/") for out in job.outputs) or name[0] in "._":
            continue
        if path not in final:
            raise Failure(f"{path} is visible, but it is not part of the output")
        if data != final[path]:
            raise Failure(f"{path} is visible with {len(data)} of {len(final[path])} bytes")


def check_ids(job, done, image, root):
    """Ids that were used for a checkpoint that did not come about are never used again."""
    in_folder = [os.path.basename(p) for p in image if p.startswith(JOB_FOLDER + "/")]
    shown = [p for p in image if any(p.startswith(out + "/") for out in job.outputs) and os.path.basename(p)[0] not in "._"]
    lost = used_ids(done) - manifest_ids(in_folder) - epochs_of(shown)
    kept = manifest_ids(in_folder)
    if kept:
        lost = {i for i in lost if i > max(kept)}
    again = manifest_ids(os.listdir(os.path.join(root, JOB_FOLDER)))
    for out in job.outputs:
        again |= epochs_of(visible(os.path.join(root, out)))
    if lost & again:
        raise Failure(f"checkpoint ids {sorted(lost & again)} were used before the crash and are used again")


# ---- cases ----

class Case:
    """Schedules of one kind for one job. Subclasses yield (text, function that raises Failure)."""
    quick_step = 1   # of how many schedules the quick run takes one
    full_step = 1

    def __init__(self, job, kind):
        self.job, self.kind = job, kind
        self.name = f"{job.name}/{kind}" if job else kind

    def schedules(self, place):
        raise NotImplementedError


def expected_of(job, place):
    """Output of a run without faults, checked against what Python computed, where it did."""
    place.begin(job)
    status, said = place.run(job.arguments)
    if status != 0:
        raise Failure(f"the run without faults ends with {status}: {said}")
    expected = output_of(job, place.root)
    for name, lines in (job.expected or {}).items():
        found = []
        for line, count in expected[name].items():
            found += [json.loads(line.split(b"\t", 1)[1])] * count
        found = collections.Counter(json.dumps(row, sort_keys=True) for row in found)
        right = collections.Counter(json.dumps(row, sort_keys=True) for row in lines)
        if found != right:
            raise Failure(f"wrong without any fault: {name} has {list(found - right)[:3]}, and lacks {list(right - found)[:3]}")
    check_end(job, expected, place.root, said)
    return expected


def recording(job, place):
    place.begin(job)
    ops = place.record(job)
    final = {}
    for out in job.outputs:
        for path, data in visible(os.path.join(place.root, out)).items():
            final[os.path.join(out, path)] = data
    return ops, final


def recover(job, place, expected, image, done, final=None):
    if final is not None:
        check_image(job, image, final)
    place.put(image)
    status, said = place.run(job.rerun_arguments)
    if status != 0:
        raise Failure(f"the start after the crash ends with {status}: {said}")
    check_end(job, expected, place.root, said)
    if done is not None:
        check_ids(job, done, image, place.root)


class Images(Case):
    def __init__(self, job, policy):
        super().__init__(job, f"images-{policy}")
        self.policy = policy

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, final = recording(self.job, place)
        for count, policy, image in model.all_images(ops, self.job.initial, (self.policy,)):
            def one(image=image, count=count):
                try:
                    recover(self.job, place, expected, image, ops[:count], final)
                except Failure as failure:
                    raise Failure(f"{failure} [image kept: {place.keep(image)}]") from None
            last = ops[count - 1] if count else "nothing"
            yield f"{policy} behind operation {count} of {len(ops)} ({last})", one


class Kill(Case):
    def __init__(self, job):
        super().__init__(job, "kill")

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops = len(recording(self.job, place)[0])
        for n in range(1, ops + 1):
            def one(n=n):
                place.begin(self.job)
                status, said = place.run(self.job.arguments, f"kill@{n}")
                if status not in (-signal.SIGKILL, 0):  # 0: this run made fewer operations
                    raise Failure(f"was to be killed, but ends with {status}: {said}")
                compare(self.job, expected, place.root, partial=True)
                status, said = place.run(self.job.rerun_arguments)
                if status != 0:
                    raise Failure(f"the start after the kill ends with {status}: {said}")
                check_end(self.job, expected, place.root, said)
            yield f"killed at operation {n} of {ops}", one


class Shim(Case):
    def __init__(self, job):
        super().__init__(job, "shim")

    def schedules(self, place):
        expected = expected_of(self.job, place)
        count_file = place.path("count")

        def count(spec, environment):
            place.begin(self.job)
            status, said = place.run(self.job.arguments, spec, environment)
            if status != 0:
                raise Failure(f"ends with {status}: {said}")
            with open(count_file, encoding="ascii") as file:
                return int(file.read())
        preload = {"LD_PRELOAD": place.shim}
        outside = count(None, {**preload, "SHIM_COUNT": count_file})

        def same():
            inside = count(f"count={count_file}", {})
            if inside != outside:
                raise Failure(f"Weir's own table counts {inside} durable operations, libc sees {outside}")
        if self.job.name in ("tiny", "small"):  # with one worker the number does not vary
            yield "counts inside and outside are equal", same
        for n in range(1, outside + 1):
            def one(n=n):
                place.begin(self.job)
                status, said = place.run(self.job.arguments, None, {**preload, "SHIM_KILL": str(n)})
                if status not in (-signal.SIGKILL, 0):
                    raise Failure(f"was to be killed, but ends with {status}: {said}")
                status, said = place.run(self.job.rerun_arguments)
                if status != 0:
                    raise Failure(f"the start after the kill ends with {status}: {said}")
                check_end(self.job, expected, place.root, said)
            yield f"killed at libc call {n} of {outside}", one


class Memory(Case):
    """The n-th allocation fails, and every one behind it: a clean end, and the next start has everything."""

    def __init__(self, job):
        super().__init__(job, "memory")

    def schedules(self, place):
        expected = expected_of(self.job, place)
        count_file = place.path("count")
        place.begin(self.job)
        place.run(self.job.arguments, None, {"LD_PRELOAD": place.shim, "SHIM_MALLOCS": count_file})
        with open(count_file, encoding="ascii") as file:
            count = int(file.read())
        for n in range(1, count + 1):
            def one(n=n):
                place.begin(self.job)
                status, said = place.run(self.job.arguments, None, {"LD_PRELOAD": place.shim, "SHIM_MALLOC": str(n)})
                if status not in (0, 1):
                    raise Failure(f"ends with {status}: {said}")
                if status == 1 and "memory" not in said.lower():
                    raise Failure(f"does not say that memory is spent: {said!r}")
                compare(self.job, expected, place.root, partial=status == 1)
                status, said = place.run(self.job.rerun_arguments)
                if status != 0:
                    raise Failure(f"the start after it ends with {status}: {said}")
                check_end(self.job, expected, place.root, said)
            yield f"allocation {n} of {count} fails, and all behind it", one


class Fault(Case):
    """what: text with {n}, for WEIR_TEST_IO."""

    def __init__(self, job, name, what):
        super().__init__(job, f"error-{name}")
        self.what = what

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops = len(recording(self.job, place)[0])
        for n in range(1, ops + 1):
            spec = self.what.format(n=n)

            def one(spec=spec):
                place.begin(self.job)
                status, said = place.run(self.job.arguments, spec)
                if status not in (0, 1):
                    raise Failure(f"ends with {status}: {said}")
                if status == 1 and not said.strip():
                    raise Failure("fails without a word")
                compare(self.job, expected, place.root, partial=status == 1)
                status, said = place.run(self.job.rerun_arguments)
                if status != 0:
                    raise Failure(f"the start after the fault ends with {status}: {said}")
                check_end(self.job, expected, place.root, said)
            yield spec, one


class FaultInRecovery(Case):
    """The job was killed at one of a few telling places; an operation of the next start fails; the third must be right."""

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, _ = recording(self.job, place)
        decisions = [i for i, op in enumerate(ops, 1) if op.kind == "renamex" and "MANIFEST-" in op.other]
        middle = decisions[len(decisions) // 2]
        for count in (decisions[0], middle - 4, middle, middle + 2, middle + 4, len(ops) - 2):
            disk = model.Disk(self.job.initial)
            for op in ops[:count]:
                disk.apply(op)
            image = next(disk.images("kill"))
            place.put(image)
            again = len(place.record(self.job, self.job.rerun_arguments))
            for n in range(1, again + 1):
                for what in ("EIO", "ENOSPC"):
                    def one(image=image, spec=f"fail@{n}:{what}"):
                        place.put(image)
                        status, said = place.run(self.job.rerun_arguments, spec)
                        if status not in (0, 1):
                            raise Failure(f"ends with {status}: {said}")
                        compare(self.job, expected, place.root, partial=status == 1)
                        status, said = place.run(self.job.rerun_arguments)
                        if status != 0:
                            raise Failure(f"the start after it ends with {status}: {said}")
                        check_end(self.job, expected, place.root, said)
                    yield f"killed behind operation {count} of {len(ops)}, then fail@{n}:{what} of {again}", one


class Double(Case):
    """Behind a crash, the recovery crashes too: all images of both under the given policies."""

    def __init__(self, job, policies, name="double"):
        super().__init__(job, name)
        self.policies = policies

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, final = recording(self.job, place)
        for count, policy, image in model.all_images(ops, self.job.initial, self.policies):
            def one(image=image, count=count):
                place.put(image)
                again = place.record(self.job, self.job.rerun_arguments)
                number = 0
                seen_final = {}
                for out in self.job.outputs:
                    for path, data in visible(os.path.join(place.root, out)).items():
                        seen_final[os.path.join(out, path)] = data
                for count2, policy2, image2 in model.all_images(again, image, self.policies):
                    number += 1
                    try:
                        recover(self.job, place, expected, image2, ops[:count] + again[:count2], seen_final)
                    except Failure as failure:
                        raise Failure(f"and then {policy2} behind operation {count2} of {len(again)} of the recovery: "
                                      f"{failure} [image kept: {place.keep(image2)}]") from None
                return number
            yield f"{policy} behind operation {count} of {len(ops)}", one


class Triple(Case):
    """A crash in the run, one in the recovery, one in the recovery after it: a seeded sample of the second and third."""
    SAMPLE = 8

    def sample(self, rng, ops, image):
        """Some images of these operations; half of them of the first third, where a recovery decides and commits."""
        images = list(model.all_images(ops, image, model.POLICIES))
        early = [one for one in images if one[0] <= len(ops) // 3]
        chosen = rng.sample(early, min(len(early), self.SAMPLE // 2))
        return chosen + rng.sample(images, min(len(images), self.SAMPLE - len(chosen)))

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, _ = recording(self.job, place)
        for count, policy, image in model.all_images(ops, self.job.initial, model.POLICIES):
            def one(image=image, count=count, policy=policy):
                rng = random.Random(f"triple {count} {policy} {len(image)}")
                place.put(image)
                second = place.record(self.job, self.job.rerun_arguments)
                tried = 0
                for count2, policy2, image2 in self.sample(rng, second, image):
                    place.put(image2)
                    third = place.record(self.job, self.job.rerun_arguments)
                    final = {}
                    for out in self.job.outputs:
                        for path, data in visible(os.path.join(place.root, out)).items():
                            final[os.path.join(out, path)] = data
                    for count3, policy3, image3 in self.sample(rng, third, image2):
                        tried += 1
                        try:
                            recover(self.job, place, expected, image3, ops[:count] + second[:count2] + third[:count3], final)
                        except Failure as failure:
                            raise Failure(f"then {policy2} behind operation {count2} of {len(second)} of the recovery, then {policy3} behind "
                                          f"operation {count3} of {len(third)} of the next: {failure} [image kept: {place.keep(image3)}]") from None
                return tried
            yield f"{policy} behind operation {count} of {len(ops)}", one


class KillThenPower(Case):
    """The process is killed, and the power goes during the next start: what the kill left unsynced is still unsynced."""

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, _ = recording(self.job, place)
        for count in range(1, len(ops)):
            def one(count=count):
                disk = model.Disk(self.job.initial)
                for op in ops[:count]:
                    disk.apply(op)
                place.put(next(disk.images("kill")))
                again = place.record(self.job, self.job.rerun_arguments)
                tried, seen = 0, set()
                for number, op in enumerate(again, 1):
                    disk.apply(op)
                    for policy in ("strict", "dirop-reordered", "meta-early"):
                        for image in disk.images(policy):
                            key = model.image_key(image)
                            if key in seen:
                                continue
                            seen.add(key)
                            tried += 1
                            try:
                                recover(self.job, place, expected, image, None)
                            except Failure as failure:
                                raise Failure(f"and then {policy} behind operation {number} of {len(again)} of the next start "
                                              f"({op!r}): {failure} [image kept: {place.keep(image)}]") from None
                return tried
            yield f"killed behind operation {count} of {len(ops)} ({ops[count - 1]!r})", one


class Storm(Case):
    """An operation fails, and whatever the program makes of that, the power goes later."""
    IMAGES_STEP = 16

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops = len(recording(self.job, place)[0])
        for n in range(1, ops + 1):
            def one(n=n):
                record = place.path("record")
                if os.path.exists(record):
                    os.unlink(record)
                place.begin(self.job)
                status, said = place.run(self.job.arguments, f"record={record},fail@{n}:EIO")
                if status not in (0, 1):
                    raise Failure(f"ends with {status}: {said}")
                with open(record, "rb") as file:
                    done = model.parse_record(file.read(), place.root)
                tried = 0
                images = model.all_images(done, self.job.initial, ("kill", "strict", "dirop-reordered"))
                for index, (count, policy, image) in enumerate(images):
                    # around the fault everything, later a sample
                    if count < n - 1 or (count > n + 12 and (index + n) % self.IMAGES_STEP):
                        continue
                    tried += 1
                    try:
                        recover(self.job, place, expected, image, None)
                    except Failure as failure:
                        raise Failure(f"and then {policy} behind operation {count} of {len(done)}: {failure} "
                                      f"[image kept: {place.keep(image)}]") from None
                return tried
            yield f"operation {n} fails", one


class Lint(Case):
    def __init__(self, job):
        super().__init__(job, "lint")

    def schedules(self, place):
        def check(ops, found=()):
            findings = model.lint(ops, found)
            if findings:
                raise Failure("; ".join(findings[:3]))

        def first():
            place.begin(self.job)
            check(place.record(self.job))
        yield "a whole run", first
        ops, _ = recording(self.job, place)
        images = [image for _, _, image in model.all_images(ops, self.job.initial, ("kill",))]
        for index, image in enumerate(images):
            def one(image=image):
                place.put(image)
                found = [path for path in image if re.search(r"/MANIFEST-\d+$", path)]
                check(place.record(self.job, self.job.rerun_arguments), found)
            yield f"the start behind operation {index}", one


class Signals(Case):
    """The job is paced, so that there is a middle."""
    COUNT = 50

    def __init__(self, job):
        super().__init__(job, "signal")

    def schedules(self, place):
        expected = expected_of(self.job, place)
        chance = random.Random(20240501)
        kinds = (signal.SIGTERM, signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGABRT, signal.SIGSEGV)
        for index in range(self.COUNT):
            def one(number=kinds[index % len(kinds)], wait=chance.uniform(0.002, 0.16)):
                place.begin(self.job)
                pace = ["-D", "weir.source.rows-per-second=500"]
                process = place.start(pace + self.job.arguments)
                time.sleep(wait)
                process.send_signal(number)
                status, said = place.wait(process)
                dies = number in (signal.SIGABRT, signal.SIGSEGV)
                # very early there are no handlers yet
                if status not in ((0, -number) if dies or not os.path.exists(os.path.join(place.root, JOB_FOLDER))
                                  else (0,)):
                    raise Failure(f"ends with {status}: {said}")
                compare(self.job, expected, place.root, partial=True)
                status, said = place.run(self.job.rerun_arguments)
                if status != 0:
                    raise Failure(f"the start after the signal ends with {status}: {said}")
                check_end(self.job, expected, place.root, said)
            yield f"signal {kinds[index % len(kinds)]}, number {index}", one


class Flip(Case):
    """One changed byte in the folder of a job that was killed in the middle: the right output, or a clear stop."""

    def __init__(self, job):
        super().__init__(job, "flip")

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, _ = recording(self.job, place)
        points = [i for i, op in enumerate(ops, 1) if op.kind == "renamex" and "MANIFEST" in op.other]
        middle = points[len(points) // 2]
        for where, count in (("before its commit", middle + 1), ("behind its commit", points[len(points) // 2 + 1] - 4)):
            disk = model.Disk(self.job.initial)
            for op in ops[:count]:
                disk.apply(op)
            image = next(disk.images("kill"))
            for path in sorted(image):
                data = image[path]
                if data is None or not path.startswith(JOB_FOLDER + "/") or path.endswith("/lock"):
                    continue
                for at in range(len(data)):
                    changed = data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1:]

                    def one(image={**image, path: changed}):
                        place.put(image)
                        before = output_of(self.job, place.root)
                        status, said = place.run(self.job.rerun_arguments)
                        if status == 0:
                            compare(self.job, expected, place.root)
                            return
                        if status not in (1, 3) or not said.strip():
                            raise Failure(f"ends with {status}: {said}")
                        if output_of(self.job, place.root) != before:
                            raise Failure(f"stops with {status}, but has changed the output: {said}")
                    yield f"{path} byte {at}, killed {where} (operation {count})", one


class Scene(Case):
    def __init__(self, name, function):
        super().__init__(None, f"scene/{name}")
        self.function = function

    def schedules(self, place):
        yield self.name, lambda: self.function(place, Failure)


def steps(case, quick, full=1):
    case.quick_step, case.full_step = quick, full
    return case


def all_cases():
    tiny, small, two_sinks, partitioned = jobs.tiny(), jobs.small(), jobs.two_sinks(), jobs.partitioned()
    hop, parallel = jobs.hop_late_errors(), jobs.parallel()
    others = [two_sinks, partitioned, hop, parallel, jobs.filtered(), jobs.two_files(), jobs.empty(),
              jobs.union(), jobs.sequence()]
    long = jobs.long()  # slower by far
    cases = []
    for policy in model.POLICIES:
        cases.append(steps(Images(small, policy), 1 if policy == "strict" else 2))
    for job in others:
        cases += [steps(Images(job, policy), 8) for policy in model.POLICIES]
    for job in [small, *others]:
        cases.append(steps(Kill(job), 1 if job is small else 4))
        cases.append(steps(Shim(job), 2 if job is small else 8))
    cases += [steps(Images(long, policy), 80, 8) for policy in model.POLICIES]
    cases += [steps(Kill(long), 20, 2), Lint(long)]
    for first, second in ((1, 2), (2, 1), (2, 8), (8, 3)):
        cases.append(steps(Kill(jobs.rescaled(first, second)), 6))
    for job in [small, two_sinks, partitioned, hop]:
        quick = 3 if job is small else 12
        for name in ERRORS:
            cases.append(steps(Fault(job, name, "fail@{n}:" + name), quick))
        cases.append(steps(Fault(job, "short", "short@{n}"), quick))
        cases.append(steps(Fault(job, "sync", "sync@{n}"), quick))
        cases.append(steps(Fault(job, "dead-disk", "failfrom@{n}:EIO:1000000"), quick))
        cases.append(steps(Fault(job, "full-disk", "failfrom@{n}:ENOSPC:4"), quick))
    cases.append(steps(FaultInRecovery(small, "error-in-recovery"), 10))
    cases.append(steps(FaultInRecovery(two_sinks, "error-in-recovery"), 40, 4))
    cases.append(steps(Double(tiny, ("kill",), "double-kill"), 6))
    cases.append(steps(Double(tiny, model.POLICIES, "double"), 150, 6))
    cases.append(steps(Triple(tiny, "triple"), 250, 24))
    cases.append(steps(Memory(small), 12))
    cases.append(steps(Storm(small, "storm"), 24))
    cases.append(steps(KillThenPower(tiny, "kill-then-power"), 12, 2))
    cases.append(steps(KillThenPower(partitioned, "kill-then-power"), 120, 20))
    cases.append(steps(Storm(partitioned, "storm"), 100, 8))
    cases += [Lint(job) for job in [small, *others]]
    cases.append(steps(Signals(small), 2))
    cases.append(steps(Flip(small), 40))
    cases += [Scene(name, function) for name, function in scenes.SCENES]
    return cases


# ---- workers ----

def work(options, worker, results):
    """Takes each worker_count-th schedule of every case. Every worker makes its own recordings."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.umask(0o022)
    place = Place(options, worker)
    for case in options.cases:
        started, count, failures, index = time.monotonic(), 0, [], -1
        step = case.quick_step if options.quick else 1 if options.soak else case.full_step
        try:
            for index, (text, function) in enumerate(case.schedules(place)):
                # the first, and then one of `step`; offset by the place, so that all kinds of operations get their turn
                if (index // options.workers) % step or index % options.workers != worker:
                    continue
                if options.stopped.is_set():
                    break
                try:
                    count += function() or 1
                except Failure as failure:
                    count += 1
                    failures.append(f"{text}: {failure}")
                    if options.first:
                        options.stopped.set()
                    if len(failures) >= options.failures_max:
                        failures.append("... and more were not tried")
                        break
        except Failure as failure:
            failures.append(str(failure))
            if options.first:
                options.stopped.set()
        except Exception:  # a mistake in the tests is a failure, too
            failures.append(traceback.format_exc())
        results.put((case.name, count, failures, time.monotonic() - started))
    shutil.rmtree(place.base, ignore_errors=True)
    results.put(None)


def build_shim(base):
    path = os.path.join(base, "shim.so")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", path, os.path.join(HERE, "shim.c"), "-ldl"], check=True)
    return path


def run_cases(options):
    """case name -> (schedules, failures); prints as it goes."""
    results = multiprocessing.Queue()
    options.stopped = multiprocessing.Event()
    processes = [multiprocessing.Process(target=work, args=(options, worker, results))
                 for worker in range(options.workers)]
    for process in processes:
        process.start()
    total = {case.name: [0, [], 0, 0.0] for case in options.cases}
    running = len(processes)
    while running:
        try:
            result = results.get(timeout=2)
        except queue.Empty:
            if not any(p.is_alive() for p in processes):
                break
            continue
        if result is None:
            running -= 1
            continue
        name, count, failures, seconds = result
        entry = total[name]
        entry[0] += count
        entry[1] += failures
        entry[2] += 1
        entry[3] = max(entry[3], seconds)
        if entry[2] == options.workers:
            if not options.terse:
                print(f"{'FAIL' if entry[1] else 'ok  '} {name}: {entry[0]} schedules, {entry[3]:.1f} s", flush=True)
            for failure in [] if options.terse else entry[1]:
                print("     " + failure.strip().replace("\n", "\n     "), flush=True)
    for process in processes:
        process.join()
    for name, entry in total.items():
        if entry[2] != options.workers:
            entry[1].append("a worker of the tests died")
        elif entry[0] == 0 and not entry[1] and not options.stopped.is_set():
            entry[1].append("no schedule was tried")
    return {name: (entry[0], entry[1]) for name, entry in total.items()}


def is_sanitized(weir):
    """Such a program has its own allocator and brings its own libraries: LD_PRELOAD and small limits do not fit it."""
    with open(weir, "rb") as file:
        data = file.read()
    return b"__asan_init" in data or b"__tsan_init" in data


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weir")
    parser.add_argument("--quick", action="store_true", help="about 3,000 schedules, two minutes")
    parser.add_argument("--soak", action="store_true", help="all of them")
    parser.add_argument("--only", default="", help="only cases whose name contains this (regular expression)")
    parser.add_argument("--list", action="store_true", help="prints the names of the cases")
    parser.add_argument("--workers", type=int, default=max(2, os.cpu_count() or 1))
    parser.add_argument("--failures-max", type=int, default=5, help="per case and worker")
    parser.add_argument("--first", action="store_true", help="stops at the first failure")
    parser.add_argument("--terse", action="store_true", help="only the last lines")
    options = parser.parse_args(arguments)
    options.cases = [case for case in all_cases() if re.search(options.only, case.name)]
    return options


def main(arguments):
    options = parse(arguments)
    if options.list:
        print("\n".join(case.name for case in options.cases))
        return 0
    if not options.weir or not os.access(options.weir, os.X_OK):
        print("run.py: --weir must name the program", file=sys.stderr)
        return 2
    options.weir = os.path.abspath(options.weir)
    if is_sanitized(options.weir):
        left_out = [c for c in options.cases if re.search("/(shim|memory|address_space_limit)$", c.name)]
        options.cases = [c for c in options.cases if c not in left_out]
        print(f"{len(left_out)} cases are left out: they do not fit a program with sanitizers")
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    options.base = tempfile.mkdtemp(prefix="weir-crash-", dir=shared)
    options.kept = None if options.terse else tempfile.gettempdir()
    started = time.monotonic()
    try:
        options.shim = build_shim(options.base)
        results = run_cases(options)
    finally:
        shutil.rmtree(options.base, ignore_errors=True)
    failed = [name for name, (_, failures) in results.items() if failures]
    for name in failed:
        print(f"failed: {name}: {' '.join(results[name][1][0].split())}")
    print(f"schedules: {sum(count for count, _ in results.values())} in {time.monotonic() - started:.0f} s")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
